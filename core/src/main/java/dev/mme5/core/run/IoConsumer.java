package dev.mme5.core.run;

import java.io.IOException;

/// Takes a value and may fail on the way in or out.
@FunctionalInterface
public interface IoConsumer<T> {
    void accept(T value) throws IOException;
}
