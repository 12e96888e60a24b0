package dev.mme5.serving.embed;

import java.util.List;

/// What a run of [BulkEmbedder] did.
///
/// @param items rows that have a vector
/// @param rejected rows that were set aside, by line
/// @param seconds from the first row to the last file written
/// @param secondsToFirstVector from the same beginning until the first vector was there; 0 if there was none
/// @param peakRssBytes the most memory the process has held so far, pages of mapped files included; 0 where the system does not tell
/// @param ownRssBytes what it holds at the end without such pages, which the system can take back at any time
public record BulkReport(
        long items, List<RejectedRow> rejected, double seconds, double secondsToFirstVector, long peakRssBytes,
        long ownRssBytes) {

    public BulkReport {
        rejected = List.copyOf(rejected);
    }

    /// Items per second.
    public double itemsPerSecond() {
        return seconds > 0 ? items / seconds : 0;
    }
}
