package dev.mme5.synthesis;

import dev.mme5.synthesis.mining.Surroundings;
import java.time.InstantSource;

/// What a run is given of the program around it.
///
/// @param around models, pictures and progress
/// @param supplies what a remote teacher needs
public record Setting(Surroundings around, InstantSource clock, Teachers.Supplies supplies) {

    /// For a teacher that needs no network.
    public static Setting offline(Surroundings around, InstantSource clock) {
        return new Setting(around, clock, Teachers.Supplies.none());
    }
}
