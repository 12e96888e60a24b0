package dev.mme5.synthesis;

import dev.mme5.core.corpus.Concept;
import dev.mme5.synthesis.journal.ReplayTeacher;
import dev.mme5.synthesis.teacher.Answerer;
import dev.mme5.synthesis.teacher.ApiKey;
import dev.mme5.synthesis.teacher.BatchTeacher;
import dev.mme5.synthesis.teacher.PictureSource;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.batch.FileBatchTeacher;
import dev.mme5.synthesis.teacher.http.ApiClient;
import dev.mme5.synthesis.teacher.http.ChatBody;
import dev.mme5.synthesis.teacher.http.ChatTeacher;
import dev.mme5.synthesis.teacher.http.Endpoint;
import dev.mme5.synthesis.teacher.http.Timekeeper;
import dev.mme5.synthesis.teacher.offline.OfflineTeacher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Makes the teacher that a recipe names.
public final class Teachers {
    private Teachers() {}

    /// What the program gives a teacher that the recipe does not hold.
    ///
    /// @param key of the service, if the recipe names an environment variable for it
    /// @param pictures makes pictures fit to be sent
    /// @param seed decides how long is waited between attempts
    public record Supplies(Optional<ApiKey> key, PictureSource pictures, Timekeeper time, long seed) {

        /// Enough for a teacher without a network.
        public static Supplies none() {
            PictureSource unseen = (image, bounds) -> {
                throw new IOException(image.location() + ": expected to be shown to nobody, got a teacher that looks at pictures");
            };
            return new Supplies(Optional.empty(), unseen, Timekeeper.of(() -> Instant.EPOCH), 0);
        }
    }

    /// The teacher as the recipe wants it.
    ///
    /// @param concepts all that an offline teacher may speak of
    /// @throws IllegalArgumentException if the recipe's further fields are no JSON
    public static Answerer of(TeacherSpec spec, Collection<Concept> concepts, Supplies supplies) {
        Optional<BatchTeacher> batch = batch(spec, supplies);
        return batch.isPresent() ? batch.get() : live(spec, concepts, supplies);
    }

    /// A teacher that is asked row by row, also where the recipe wants batches.
    ///
    /// @param concepts all that an offline teacher may speak of
    /// @throws IllegalArgumentException if the recipe's further fields are no JSON
    public static Teacher live(TeacherSpec spec, Collection<Concept> concepts, Supplies supplies) {
        return switch (spec) {
            case TeacherSpec.Offline() -> new OfflineTeacher(concepts);
            case TeacherSpec.Replay(Path run) -> ReplayTeacher.open(run);
            case TeacherSpec.Openai openai -> new ChatTeacher(openai, client(openai, supplies), new ChatBody(openai, supplies.pictures()));
        };
    }

    /// A teacher that is asked in batches, if the recipe wants that.
    public static Optional<BatchTeacher> batch(TeacherSpec spec, Supplies supplies) {
        return switch (spec) {
            case TeacherSpec.Offline(), TeacherSpec.Replay(Path _) -> Optional.empty();
            case TeacherSpec.Openai openai when openai.mode() == TeacherSpec.Mode.LIVE -> Optional.empty();
            case TeacherSpec.Openai openai -> Optional.of(
                    new FileBatchTeacher(openai, client(openai, supplies), new ChatBody(openai, supplies.pictures())));
        };
    }

    private static ApiClient client(TeacherSpec.Openai spec, Supplies supplies) {
        Endpoint endpoint = new Endpoint(spec.baseUrl(), supplies.key(), spec.headers());
        return new ApiClient(
                endpoint, new ApiClient.Manners(spec.limits(), spec.timeouts(), spec.retries(), supplies.time(), supplies.seed()));
    }
}
