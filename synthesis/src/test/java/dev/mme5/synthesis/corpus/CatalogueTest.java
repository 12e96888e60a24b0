package dev.mme5.synthesis.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.archive.TarWriter;
import dev.mme5.core.run.Progress;
import dev.mme5.data.parquet.ParquetColumn;
import dev.mme5.data.parquet.ParquetValue;
import dev.mme5.data.parquet.ParquetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    @TempDir
    private Path folder;

    private Path images;
    private final Map<String, String> setAside = new TreeMap<>();

    @BeforeEach
    void makeFolder() throws IOException {
        images = Files.createDirectories(folder.resolve("images"));
    }

    @Test
    void findsThePicturesOfAFolderSortedByPath() throws IOException {
        write("b.png", TestPictures.png(1));
        write("a/z.jpg", TestPictures.encoded(TestPictures.patches(2, 50, 40), "jpg"));
        write("a/z.txt", " a caption \n".getBytes(StandardCharsets.UTF_8));
        write("a/z.json", "{\"license\": \"CC0-1.0\", \"url\": \"https://example.org/z.jpg\", \"width\": 50}".getBytes(StandardCharsets.UTF_8));
        write("notes.md", new byte[] {1});
        write("empty.png", new byte[0]);
        write("text.png", "not a picture at all".getBytes(StandardCharsets.UTF_8));
        write("c.png", TestPictures.png(3));
        write("c.json", "[1]".getBytes(StandardCharsets.UTF_8));
        Catalogue catalogue = make(images);

        assertThat(ids(catalogue)).containsExactly("a/z.jpg", "b.png");
        CorpusPicture first = catalogue.picture(0);
        assertThat(first.facts()).isEqualTo(new PictureFacts(
                Optional.of("a caption"), Optional.of("CC0-1.0"), Optional.of("https://example.org/z.jpg")));
        assertThat(first.image().bytes()).isEqualTo(Files.readAllBytes(images.resolve("a/z.jpg"))).hasSize((int) first.bytes());
        assertThat(catalogue.picture(1).facts()).isEqualTo(PictureFacts.NONE);
        assertThat(setAside).containsOnlyKeys(
                images.resolve("c.png").toString(), images.resolve("empty.png").toString(), images.resolve("text.png").toString());
        assertThat(setAside.values()).allMatch(reason -> reason.startsWith("expected") && reason.contains(", got "));
    }

    @Test
    void findsThePicturesOfRows() throws IOException {
        write("x.png", TestPictures.png(1));
        Path rows = Files.writeString(images.resolve("rows.jsonl"), """
                {"image": "x.png", "id": "one", "caption": "a thing", "licence": "MIT", "source": "here", "height": 3}
                {"image": "x.png"}
                {"image": "x.png", "id": "one"}
                {"image": "missing.png"}
                {"picture": "x.png"}
                {"image": 7}
                {"image": "rows.jsonl"}
                not json
                """);
        Catalogue catalogue = make(rows);

        assertThat(ids(catalogue)).containsExactly("one", "x.png");
        assertThat(catalogue.picture(0).facts()).isEqualTo(new PictureFacts(Optional.of("a thing"), Optional.of("MIT"), Optional.of("here")));
        assertThat(setAside).hasSize(6);
        assertThat(setAside.get(rows + ":4")).isEqualTo("image: expected a picture that can be read, got nothing there");
        assertThat(setAside.get(rows + ":5")).contains("image: expected a string, got no such key");
        assertThat(setAside.get(rows + ":7")).contains("got another kind of file at rows.jsonl");
    }

    @Test
    void findsThePicturesOfWebDatasetsShards() throws IOException {
        Path shard = shard("00000.tar", 3);
        Catalogue catalogue = make(shard);

        assertThat(ids(catalogue)).containsExactly("000000.png", "000001.png", "000002.png");
        assertThat(catalogue.picture(2).facts()).isEqualTo(new PictureFacts(Optional.of("picture 2"), Optional.of("CC-BY"), Optional.empty()));
        assertThat(catalogue.picture(2).image().bytes()).isEqualTo(TestPictures.png(2));
        assertThat(catalogue.picture(2).image().location()).endsWith("00000.tar!/000002.png");

        shard("00001.tar", 2);
        Catalogue both = make(images);
        assertThat(ids(both)).containsExactly(
                "00000.tar/000000.png", "00000.tar/000001.png", "00000.tar/000002.png", "00001.tar/000000.png", "00001.tar/000001.png");
        assertThat(both.picture(4).image().bytes()).isEqualTo(TestPictures.png(1));
    }

    @Test
    void findsThePicturesOfParquetFiles() throws IOException {
        write("beside.png", TestPictures.png(9));
        Path hub = images.resolve("hub.parquet");
        try (ParquetWriter writer = ParquetWriter.create(hub, List.of(
                ParquetColumn.text("id"), ParquetColumn.picture("image"), ParquetColumn.text("license"), ParquetColumn.texts("tags")))) {
            for (int i = 0; i < 4; i++) {
                Optional<ParquetValue.Bytes> bytes = i == 3 ? Optional.empty() : Optional.of(new ParquetValue.Bytes(TestPictures.png(i)));
                writer.append(List.of(new ParquetValue.Text("p" + i), new ParquetValue.Picture(bytes, Optional.of("beside.png")),
                        new ParquetValue.Text("CC0"), new ParquetValue.Absent()));
            }
            writer.append(List.of(new ParquetValue.Text("empty"), new ParquetValue.Absent(), new ParquetValue.Absent(), new ParquetValue.Absent()));
        }
        Catalogue catalogue = make(hub);

        assertThat(ids(catalogue)).containsExactly("p0", "p1", "p2", "p3");
        for (int i = 0; i < 3; i++) {
            assertThat(catalogue.picture(i).image().bytes()).isEqualTo(TestPictures.png(i));
            assertThat(catalogue.picture(i).image().location()).contains("pictures.tar!/0000000" + i + ".png");
        }
        assertThat(catalogue.picture(3).image().bytes()).isEqualTo(TestPictures.png(9));
        assertThat(catalogue.picture(0).facts().licence()).hasValue("CC0");
        assertThat(setAside).containsOnlyKeys(hub + ":5");

        Files.delete(hub);
        try (ParquetWriter writer = ParquetWriter.create(hub, List.of(ParquetColumn.bytes("jpg")))) {
            writer.append(List.of(new ParquetValue.Bytes(TestPictures.png(1))));
            writer.append(List.of(new ParquetValue.Bytes(new byte[40])));
        }
        assertThat(ids(make(images))).as("with the picture beside it").containsExactly("beside.png", "hub.parquet/1");
        assertThat(setAside.get(hub + ":2")).contains("got 40 bytes of another kind");

        Path wrong = images.resolve("wrong.parquet");
        try (ParquetWriter writer = ParquetWriter.create(wrong, List.of(ParquetColumn.text("text")))) {
            writer.append(List.of(new ParquetValue.Text("no picture")));
        }
        assertThatThrownBy(() -> make(wrong)).isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected a column of pictures, one of [image, image_path, path, jpg, png], got [text]");
    }

    @Test
    void keepsWhatIsWholeOfAShardThatIsCutShort() throws IOException {
        Path shard = shard("00000.tar", 5);
        byte[] whole = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(whole, whole.length * 3 / 4 - 100));
        Catalogue catalogue = make(shard);

        assertThat(catalogue.size()).isBetween(2, 4);
        for (int number = 0; number < catalogue.size(); number++) {
            assertThat(catalogue.picture(number).image().bytes()).isEqualTo(TestPictures.png(number));
        }
        assertThat(setAside.get(shard.toString())).as("in a member, or between two").startsWith(shard + ": expected ").contains(", got ");
    }

    @Test
    void isKnownByItsPicturesNotByItsPlace() throws IOException {
        write("a.png", TestPictures.png(1));
        write("b.png", TestPictures.png(2));
        String before = make(images).fingerprint();
        Path moved = Files.move(images, folder.resolve("elsewhere"));
        assertThat(make(moved).fingerprint()).isEqualTo(before);
        Files.delete(moved.resolve("b.png"));
        assertThat(make(moved).fingerprint()).isNotEqualTo(before);
    }

    @Test
    void saysWhatIsNoCorpus() throws IOException {
        assertThatThrownBy(() -> make(folder.resolve("nowhere"))).isInstanceOf(DatasetException.class)
                .hasMessage(folder.resolve("nowhere") + ": expected a folder with pictures, rows in .jsonl or .parquet, or a .tar, got nothing there; check the path");
        assertThatThrownBy(() -> make(Files.write(folder.resolve("x.tar.gz"), new byte[10])))
                .hasMessageEndingWith("got another kind of file; check the path, and unpack the .gz first");
        assertThatThrownBy(() -> make(images)).isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected pictures in the corpus, got none that can be used");
    }

    private Catalogue make(Path path) {
        setAside.clear();
        return Catalogue.make(PictureSource.of(path), folder.resolve("list").resolve(Catalogue.FILE_NAME), new PictureSink() {
            @Override
            public void accept(CorpusPicture picture) {
                throw new AssertionError("only told of what is set aside");
            }

            @Override
            public void setAside(String where, String reason) {
                setAside.put(where, reason);
            }
        }, Progress.silent());
    }

    private static List<String> ids(Catalogue catalogue) {
        return IntStream.range(0, catalogue.size()).mapToObj(number -> catalogue.picture(number).id()).toList();
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = images.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private Path shard(String name, int pictures) throws IOException {
        Path shard = images.resolve(name);
        try (OutputStream out = Files.newOutputStream(shard);
                TarWriter tar = new TarWriter(out)) {
            for (int i = 0; i < pictures; i++) {
                String key = String.format("%06d", i);
                tar.add(key + ".json", ("{\"key\": \"" + key + "\", \"license\": \"CC-BY\", \"width\": null}").getBytes(StandardCharsets.UTF_8));
                tar.add(key + ".png", TestPictures.png(i));
                tar.add(key + ".txt", ("picture " + i).getBytes(StandardCharsets.UTF_8));
            }
        }
        return shard;
    }
}
