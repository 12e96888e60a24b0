package dev.mme5.core.archive;

import java.util.List;
import java.util.Optional;

/// What is in a tar.
///
/// @param members its files, in order; folders, links and the like are left out
/// @param trouble what ended the reading before the archive's end, if something did: the members before it are whole
public record TarListing(List<TarMember> members, Optional<String> trouble) {
    public TarListing {
        members = List.copyOf(members);
    }
}
