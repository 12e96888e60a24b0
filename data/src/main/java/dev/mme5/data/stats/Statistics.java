package dev.mme5.data.stats;

import java.util.Map;
import java.util.Optional;

/// What a training set holds. Lengths are in characters, as not every script parts words.
///
/// @param layout the set's
/// @param rows that can be read
/// @param unreadable rows that cannot
/// @param duplicates rows whose instruction, query and positive an earlier row has
/// @param instructions different ones; rows of others' published sets have none apart from the query
/// @param pictures references; how many different ones; how many of those are not there, if it was looked at
/// @param origins rows by where they come from
public record Statistics(
        String layout,
        long rows,
        long unreadable,
        long duplicates,
        Map<String, Long> subsets,
        Map<String, Long> tasks,
        Map<String, Long> modalities,
        Map<String, Long> languages,
        Map<String, Long> origins,
        long instructions,
        Distribution instructionLength,
        Distribution queryLength,
        Distribution positiveLength,
        Distribution hardNegatives,
        PictureCounts pictures) {

    /// @param distinct different files
    /// @param missing different files that are not there
    public record PictureCounts(long references, long distinct, Optional<Long> missing) {}
}
