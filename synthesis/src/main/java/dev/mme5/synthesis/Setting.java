package dev.mme5.synthesis;

import dev.mme5.core.run.Progress;
import java.time.InstantSource;

/// What a run is given of the program around it.
///
/// @param supplies what a remote teacher needs
public record Setting(Progress progress, InstantSource clock, Teachers.Supplies supplies) {

    /// For a teacher that needs no network.
    public static Setting offline(Progress progress, InstantSource clock) {
        return new Setting(progress, clock, Teachers.Supplies.none());
    }
}
