package dev.mme5.synthesis;

/// How a run goes about it; changes no row.
///
/// @param inFlight how many calls there are at a time at most
public record RunSpec(int inFlight) {
    /// What holds if a recipe says nothing: enough for a teacher in this process or one server.
    public static final RunSpec DEFAULT = new RunSpec(8);

    private static final int MOST = 100_000;

    /// @throws IllegalArgumentException if the number is out of its range
    public RunSpec {
        if (inFlight < 1 || inFlight > MOST) {
            throw new IllegalArgumentException("inFlight: expected 1 to " + MOST + ", got " + inFlight);
        }
    }
}
