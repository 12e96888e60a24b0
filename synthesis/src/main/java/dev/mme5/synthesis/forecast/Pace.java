package dev.mme5.synthesis.forecast;

import dev.mme5.synthesis.teacher.Limits;
import dev.mme5.synthesis.teacher.TeacherSpec;
import java.nio.file.Path;

/// How fast a recipe lets a teacher be asked; infinite where it sets no limit.
public record Pace(double callsPerSecond, double tokensPerSecond) {
    public static final Pace FREE = new Pace(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final double SECONDS = 60;

    /// What the recipe's limits allow; a batch knows none.
    public static Pace of(TeacherSpec teacher) {
        return switch (teacher) {
            case TeacherSpec.Offline(), TeacherSpec.Replay(Path _) -> FREE;
            case TeacherSpec.Openai service when service.mode() == TeacherSpec.Mode.BATCH -> FREE;
            case TeacherSpec.Openai service -> of(service.limits());
        };
    }

    private static Pace of(Limits limits) {
        return new Pace(limits.requestsPerMinute().map(calls -> calls / SECONDS).orElse(FREE.callsPerSecond),
                limits.tokensPerMinute().map(tokens -> tokens / SECONDS).orElse(FREE.tokensPerSecond));
    }

    /// The least time that so much takes.
    double seconds(double calls, double tokens) {
        return Math.max(calls / callsPerSecond, tokens / tokensPerSecond);
    }
}
