package dev.mme5.model.doctor;

import java.util.List;

/// All findings about one model.
///
/// @param model its folder
/// @param healthy whether no check failed; skipped ones do not count
/// @param findings in the order of the checks
public record Report(String model, boolean healthy, List<Finding> findings) {

    static Report of(String model, List<Finding> findings) {
        return new Report(model, findings.stream().noneMatch(Finding::failed), List.copyOf(findings));
    }
}
