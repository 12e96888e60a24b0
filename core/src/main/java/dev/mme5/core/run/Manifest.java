package dev.mme5.core.run;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What made a run's results: with the same manifest one gets the same results.
///
/// @param version of the program
/// @param command the subcommand
/// @param flags the command line as given, without secrets
/// @param recipe the resolved recipe as YAML, empty if the command has none
/// @param seeds by what they are for
/// @param hashes SHA-256 of models and data, by path or name
/// @param startedAt ISO 8601
/// @param seconds how long it took
public record Manifest(
        String version,
        String command,
        List<String> flags,
        String recipe,
        Map<String, Long> seeds,
        Map<String, String> hashes,
        Machine machine,
        String startedAt,
        double seconds) {

    /// The file's name in a run's folder.
    public static final String FILE_NAME = "manifest.json";

    public Manifest {
        flags = List.copyOf(flags);
        seeds = Collections.unmodifiableSortedMap(new TreeMap<>(seeds));
        hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    }
}
