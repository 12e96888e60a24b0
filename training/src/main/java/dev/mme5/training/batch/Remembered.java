package dev.mme5.training.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A function whose last results are kept, so that what many rows have in common is not computed for each. Thread-safe; two threads may
/// compute the same.
final class Remembered<T, R> implements Function<T, R> {
    private static final int KEPT = 1 << 16;

    private final Function<T, R> function;
    private final Map<T, R> results = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<T, R> eldest) {
            return size() > KEPT;
        }
    };

    Remembered(Function<T, R> function) {
        this.function = function;
    }

    @Override
    public R apply(T argument) {
        return known(argument).orElseGet(() -> {
            R result = function.apply(argument);
            synchronized (results) {
                results.put(argument, result);
            }
            return result;
        });
    }

    private Optional<R> known(T argument) {
        synchronized (results) {
            return Optional.ofNullable(results.get(argument));
        }
    }
}
