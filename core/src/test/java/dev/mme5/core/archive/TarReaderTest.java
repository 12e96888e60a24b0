package dev.mme5.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.ImageRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
    private static final Path FIXTURES = Path.of("../fixtures/tar");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ustar", "gnu", "pax"})
    void readsWhatOthersWrite(String format) throws IOException {
        Path archive = FIXTURES.resolve(format + ".tar");
        TarListing listing = TarReader.list(archive);

        assertThat(listing.trouble()).isEmpty();
        assertThat(listing.members()).hasSize(5).extracting(TarMember::size).containsExactly(3L, 0L, 512L, 9L, 10L);
        TarMember last = listing.members().getLast();
        assertThat(last.name()).isEqualTo("Übergröße/写真.txt");
        assertThat(listing.members().get(3).name()).hasSizeGreaterThan(100).endsWith("name.txt").startsWith("folder/long-");
        OpenTars tars = new OpenTars(10);
        assertThat(new String(tars.read(archive, last.name()), StandardCharsets.UTF_8)).isEqualTo("naïve ☃");
        assertThat(tars.read(archive, "empty.bin")).isEmpty();
        assertThat(tars.read(archive, "folder/exactly-512.bin")).hasSize(512).startsWith(0, 1, 2);
        assertThat(tars.read(archive, listing.members().get(3).name())).isEqualTo("far along".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsBackWhatIsWritten() throws IOException {
        List<String> names = List.of("a", "b/c.png", "x".repeat(99), "y".repeat(101), "z".repeat(5000), "日本/語.png");
        Path archive = write(names);

        assertThat(TarReader.list(archive).members()).extracting(TarMember::name).isEqualTo(names);
        for (String name : names) {
            assertThat(new String(OpenTars.SHARED.read(archive, name), StandardCharsets.UTF_8)).as(name).isEqualTo("content of " + name);
        }
    }

    @Test
    void keepsWhatStandsBeforeTheEndOfAnArchiveThatIsCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(write(List.of("one", "two", "three")));
        for (int length = 1; length < whole.length - 1024; length += 97) {
            Path cut = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(whole, length));
            TarListing listing = TarReader.list(cut);
            assertThat(listing.members()).extracting(TarMember::name).isSubsetOf("one", "two", "three");
            assertThat(listing.members()).allMatch(member -> member.offset() + member.size() <= cut.toFile().length());
            assertThat(listing.trouble()).as("%d bytes", length).isPresent();
        }
    }

    @Test
    void saysWhereAnArchiveIsBroken() throws IOException {
        byte[] bytes = Files.readAllBytes(write(List.of("one", "two", "three")));
        bytes[1024 + 3] ^= 1;
        Path broken = Files.write(folder.resolve("broken.tar"), bytes);
        TarListing listing = TarReader.list(broken);

        assertThat(listing.members()).extracting(TarMember::name).containsExactly("one");
        assertThat(listing.trouble()).hasValueSatisfying(reason -> assertThat(reason)
                .isEqualTo(broken + ": expected the header of a member at byte 1024, got a header whose sum is not that of its bytes; fetch or"
                        + " unpack it again"));
    }

    @Test
    void isNotLedAstrayByHostileHeaders() throws IOException {
        for (String attribute : List.of("99999 path=x\n", "3 path=x\n", "0 path=x\n", "9 path x\n", "-5 a=b\n", "path", "12 size=-1\nxx")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (TarWriter writer = new TarWriter(bytes)) {
                writer.add("x", attribute.getBytes(StandardCharsets.UTF_8));
                writer.add("victim", new byte[] {1});
            }
            byte[] tar = bytes.toByteArray();
            retype(tar, 'x');
            TarListing listing = TarReader.list(Files.write(folder.resolve("hostile.tar"), tar));
            assertThat(listing.members().size() + listing.trouble().stream().count()).as(attribute).isEqualTo(1);
        }
    }

    @Test
    void readsSizesThatNoOctalDigitsHold() {
        byte[] block = new byte[512];
        block[0] = 'a';
        block[124] = (byte) 0x80;
        block[131] = 3; // 3 * 2^32 + 5
        block[135] = 5;
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte one : block) {
            sum += one & 0xff;
        }
        System.arraycopy(String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII), 0, block, 148, 8);
        assertThat(TarHeader.parse(block).size()).isEqualTo(3L * (1L << 32) + 5);
    }

    @Test
    void namesTheMemberThatIsMissing() throws IOException {
        Path archive = write(List.of("one"));
        assertThatThrownBy(() -> ImageRef.parse("a.tar!/two", folder).bytes())
                .isInstanceOf(IOException.class)
                .hasMessage(archive + "!/two: expected a member of that name in the archive, got none");
        assertThatThrownBy(() -> ImageRef.parse("none.tar!/two", folder).bytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.tar: expected a tar archive of pictures, got nothing there");
        assertThatThrownBy(() -> TarReader.list(folder.resolve("none.tar"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void seesThatAnArchiveWasReplaced() throws IOException {
        Path archive = write(List.of("one"));
        ImageRef one = ImageRef.parse("a.tar!/one", folder);
        assertThat(one.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("content of one");
        write(List.of("before", "one"));
        assertThat(one.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("content of one");
        assertThat(ImageRef.parse(one.location(), Path.of(""))).isEqualTo(one);
        assertThat(archive).exists();
    }

    @Test
    void forgetsTheArchivesReadLongestAgo() throws IOException {
        OpenTars tars = new OpenTars(2);
        for (int i = 0; i < 5; i++) {
            Path archive = folder.resolve(i + ".tar");
            try (TarWriter writer = new TarWriter(Files.newOutputStream(archive))) {
                writer.add("a", new byte[] {(byte) i});
                writer.add("a", new byte[] {(byte) (i + 100)});
            }
            assertThat(tars.read(archive, "a")).as("the last of a name counts").containsExactly(i + 100);
        }
        assertThat(tars.held()).isEqualTo(2);
    }

    private static void retype(byte[] tar, char type) {
        tar[156] = (byte) type;
        int difference = type - '0';
        int sum = Integer.parseInt(new String(tar, 148, 6, StandardCharsets.US_ASCII), 8) + difference;
        System.arraycopy(String.format("%06o", sum).getBytes(StandardCharsets.US_ASCII), 0, tar, 148, 6);
    }

    private Path write(List<String> names) throws IOException {
        Path archive = folder.resolve("a.tar");
        try (TarWriter writer = new TarWriter(Files.newOutputStream(archive))) {
            for (String name : names) {
                writer.add(name, ("content of " + name).getBytes(StandardCharsets.UTF_8));
            }
        }
        return archive;
    }
}
