package dev.mme5.model.doctor;

/// What one check found.
///
/// @param check its name, such as `padding`
/// @param figure what was measured; empty if nothing was
/// @param bound what the figure is held to; empty if it is held to nothing
/// @param advice what is wrong and what to do, or why the check was skipped; empty if it passed
public record Finding(String check, Status status, String figure, String bound, String advice) {

    /// How a check ended.
    public enum Status {
        PASS,
        FAIL,
        SKIPPED
    }

    static Finding pass(String check, String figure, String bound) {
        return new Finding(check, Status.PASS, figure, bound, "");
    }

    static Finding fail(String check, String figure, String bound, String advice) {
        return new Finding(check, Status.FAIL, figure, bound, advice);
    }

    static Finding skipped(String check, String why) {
        return skipped(check, "", why);
    }

    static Finding skipped(String check, String figure, String why) {
        return new Finding(check, Status.SKIPPED, figure, "", why);
    }

    public boolean failed() {
        return status == Status.FAIL;
    }
}
