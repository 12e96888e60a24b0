package dev.mme5.cli.stage;

import dev.mme5.synthesis.Teachers;
import dev.mme5.synthesis.teacher.ApiKey;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.http.Timekeeper;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// What a teacher needs of the program around it: pictures, time, and the key from the environment. The key goes nowhere else.
public final class TeacherSupplies {
    private TeacherSupplies() {}

    /// @param seed of the recipe
    /// @throws IllegalArgumentException if the recipe names an environment variable that is not set
    public static Teachers.Supplies of(TeacherSpec spec, long seed, InstantSource clock) {
        return of(spec, seed, clock, variable -> Optional.ofNullable(System.getenv(variable)));
    }

    static Teachers.Supplies of(TeacherSpec spec, long seed, InstantSource clock, Function<String, Optional<String>> environment) {
        Optional<ApiKey> key = switch (spec) {
            case TeacherSpec.Offline(), TeacherSpec.Replay(Path _) -> Optional.empty();
            case TeacherSpec.Openai openai -> openai.keyVariable().map(variable -> key(variable, environment));
        };
        return new Teachers.Supplies(key, new ScaledPictures(), Timekeeper.of(clock), seed);
    }

    private static ApiKey key(String variable, Function<String, Optional<String>> environment) {
        return environment
                .apply(variable)
                .map(value -> new ApiKey(variable, value))
                .orElseThrow(() -> new IllegalArgumentException("environment variable " + variable
                        + ": expected the service's key, got nothing; set it, or leave teacher.keyVariable out of the recipe"));
    }
}
