package dev.mme5.core.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where the members of a tar lie, by a 64-bit hash of their names (FNV-1a): among ten million names the chance that two are alike is
/// below one in 300,000. Immutable.
final class TarDirectory {
    private final long[] hashes; // ascending
    private final long[] offsets;
    private final int[] sizes;

    /// A member's place.
    record Place(long offset, int size) {}

    private TarDirectory(long[] hashes, long[] offsets, int[] sizes) {
        this.hashes = hashes;
        this.offsets = offsets;
        this.sizes = sizes;
    }

    /// @param members one of more than 2 GiB cannot be found: nothing that is read whole is so long
    static TarDirectory of(List<TarMember> members) {
        List<TarMember> small = members.stream().filter(member -> member.size() <= Integer.MAX_VALUE).toList();
        long[] hash = small.stream().mapToLong(member -> hash(member.name())).toArray();
        int[] order = IntStream.range(0, hash.length)
                .boxed()
                .sorted((left, right) -> Long.compare(hash[left], hash[right])) // stable: of equal names the last comes last
                .mapToInt(Integer::intValue)
                .toArray();
        return new TarDirectory(
                Arrays.stream(order).mapToLong(i -> hash[i]).toArray(),
                Arrays.stream(order).mapToLong(i -> small.get(i).offset()).toArray(),
                Arrays.stream(order).map(i -> (int) small.get(i).size()).toArray());
    }

    int size() {
        return hashes.length;
    }

    Optional<Place> find(String name) {
        long hash = hash(name);
        int at = Arrays.binarySearch(hashes, hash);
        if (at < 0) {
            return Optional.empty();
        }
        while (at + 1 < hashes.length && hashes[at + 1] == hash) {
            at++;
        }
        return Optional.of(new Place(offsets[at], sizes[at]));
    }

    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ one & 0xff) * 0x100000001b3L;
        }
        return hash;
    }
}
