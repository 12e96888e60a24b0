package dev.mme5.synthesis;

/// Is told how a run goes. Called from several threads, one at a time.
public interface RunWatcher {

    /// A line for people, once: what of an earlier process is used again, for one.
    void says(String line);

    /// How far the run is, at most twice a second.
    void saw(RunSnapshot now);

    /// Tells nobody.
    static RunWatcher none() {
        return new RunWatcher() {
            @Override
            public void says(String line) {}

            @Override
            public void saw(RunSnapshot now) {}
        };
    }
}
