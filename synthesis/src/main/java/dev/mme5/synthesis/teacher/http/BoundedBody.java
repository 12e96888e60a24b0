package dev.mme5.synthesis.teacher.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Passes a body on until it grows too long; then the connection is closed.
final class BoundedBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> rest;
    private final long most;
    private final CompletableFuture<T> body = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private long bytes;
    private boolean ended;

    private BoundedBody(BodySubscriber<T> rest, long most) {
        this.rest = rest;
        this.most = most;
        rest.getBody().whenComplete((value, failure) -> {
            if (failure == null) {
                body.complete(value);
            } else {
                body.completeExceptionally(failure);
            }
        });
    }

    static <T> BodyHandler<T> handler(BodyHandler<T> rest, long most) {
        return response -> new BoundedBody<>(rest.apply(response), most);
    }

    @Override
    public CompletionStage<T> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        rest.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        if (ended) {
            return;
        }
        for (ByteBuffer part : parts) {
            bytes += part.remaining();
        }
        if (bytes <= most) {
            rest.onNext(parts);
            return;
        }
        TooLong tooLong = new TooLong("more than " + most + " bytes");
        body.completeExceptionally(tooLong);
        onError(tooLong);
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!ended) {
            ended = true;
            rest.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!ended) {
            ended = true;
            rest.onComplete();
        }
    }

    /// An answer is longer than anything that could be meant.
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(String message) {
            super(message);
        }
    }
}
