package dev.mme5.cli;

import dev.mme5.synthesis.RunSnapshot;
import dev.mme5.synthesis.RunWatcher;
import java.util.function.Consumer;

/// Says single lines; how far the run is, [ConsoleProgress] tells.
record PlainWatcher(Consumer<String> say) implements RunWatcher {

    @Override
    public void says(String line) {
        say.accept(line);
    }

    @Override
    public void saw(RunSnapshot now) {}
}
