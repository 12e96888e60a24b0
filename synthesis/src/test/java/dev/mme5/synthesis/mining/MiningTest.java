package dev.mme5.synthesis.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Embedder;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Prompts;
import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.corpus.Catalogue;
import dev.mme5.synthesis.corpus.CorpusPicture;
import dev.mme5.synthesis.corpus.PictureSink;
import dev.mme5.synthesis.corpus.PictureSource;
import dev.mme5.synthesis.corpus.TestPictures;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.RowAttributes;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.synthesis.plan.TextForm;
import dev.mme5.synthesis.plan.WritingStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiningTest {
    private static final int PICTURES = 60;
    private static final Band POSITIVE = new Band(1, 4, -1, 1);
    private static final Band NEGATIVE = new Band(3, 20, -1, 1);

    @TempDir
    private Path folder;

    private Path images;
    private final List<String> said = new ArrayList<>();
    private final Map<String, String> setAside = new TreeMap<>();
    private final CountingEmbedder embedder = new CountingEmbedder();

    /// Turns the number in a picture's name into a place on a circle, so that neighbours in number are near. Refuses what is broken.
    private static final class CountingEmbedder implements Embedder {
        private final List<String> asked = new ArrayList<>();
        private int diesAfter = Integer.MAX_VALUE;
        private boolean closed;

        @Override
        public EmbedderInfo info() {
            return new EmbedderInfo("circle", "circle-1", 3, Set.of(Modality.IMAGE));
        }

        @Override
        public List<Embedding> embed(List<Content> contents) {
            List<Embedding> embeddings = new ArrayList<>();
            for (int i = 0; i < contents.size(); i++) {
                ImageRef image = contents.get(i).image().orElseThrow();
                if (asked.size() >= diesAfter) {
                    throw new CancellationException("killed");
                }
                try {
                    TestPictures.RASTERS.decode(image.bytes(), image.location());
                } catch (IOException e) {
                    throw new ContentException(i, String.valueOf(e.getMessage()), e);
                }
                assertThat(contents.get(i)).as("without its prompt a picture has another vector").isEqualTo(Prompts.document(Content.image(image)));
                asked.add(image.location());
                double angle = number(image) * 0.1;
                embeddings.add(Embedding.of(new float[] {(float) Math.cos(angle), (float) Math.sin(angle), 0}));
            }
            return embeddings;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @BeforeEach
    void writePictures() throws IOException {
        images = Files.createDirectories(folder.resolve("images"));
        for (int number = 0; number < PICTURES; number++) {
            Files.write(images.resolve(name(number)), TestPictures.png(number));
        }
    }

    @Test
    void takesPositivesAndHardNegativesFromTheirBands() throws IOException {
        MinedPictures pictures = mine(spec(PICTURES, POSITIVE, NEGATIVE, 0.99999, 2));
        SeededRandom random = SeededRandom.of(1);
        for (int i = 0; i < 300; i++) {
            Map<PictureRole, Integer> row = numbers(pictures.draw(kind("IT2I"), random));
            int positive = rank(row.get(PictureRole.QUERY), row.get(PictureRole.POSITIVE));
            int negative = rank(row.get(PictureRole.QUERY), row.get(PictureRole.HARD_NEGATIVE));
            assertThat(positive).isBetween(1, 4);
            assertThat(negative).as("at the same rank only where two are as near").isBetween(3, 20).isGreaterThanOrEqualTo(positive);

            Map<PictureRole, Integer> byText = numbers(pictures.draw(kind("T2IT"), random));
            assertThat(byText).containsOnlyKeys(PictureRole.POSITIVE, PictureRole.HARD_NEGATIVE);
            assertThat(rank(byText.get(PictureRole.POSITIVE), byText.get(PictureRole.HARD_NEGATIVE))).isBetween(3, 20);

            assertThat(numbers(pictures.draw(kind("I2T"), random))).containsOnlyKeys(PictureRole.QUERY);
        }
        assertThat(embedder.closed).isTrue();
    }

    @Test
    void keepsToTheBandOfCosines() throws IOException {
        Band narrow = new Band(1, 40, 0.6, 0.9);
        MinedPictures pictures = mine(spec(PICTURES, new Band(1, 40, 0.92, 0.999), narrow, 0.99999, 2));
        for (int i = 0; i < 100; i++) {
            Map<PictureRole, Integer> row = numbers(pictures.draw(kind("I2I"), SeededRandom.of(i)));
            assertThat(cosine(row.get(PictureRole.QUERY), row.get(PictureRole.POSITIVE))).isBetween(0.92, 0.999);
            assertThat(cosine(row.get(PictureRole.QUERY), row.get(PictureRole.HARD_NEGATIVE))).isBetween(0.6, 0.9);
        }
    }

    @Test
    void passesOverNearDuplicatesByCosineAndByLook() throws IOException {
        for (int number = 0; number < PICTURES; number += 2) { // each even picture looks as the odd one behind it
            Files.write(images.resolve(name(number)), TestPictures.encoded(TestPictures.patches(number + 1, 90, 80), "png"));
        }
        MinedPictures pictures = mine(spec(PICTURES, POSITIVE, NEGATIVE, 0.99999, 3));
        for (int i = 0; i < 200; i++) {
            List<Integer> looks = numbers(pictures.draw(kind("IT2IT"), SeededRandom.of(i))).values().stream().map(number -> number | 1).toList();
            assertThat(looks).doesNotHaveDuplicates();
        }
        MinedPictures far = mine(spec(PICTURES, POSITIVE, NEGATIVE, Math.cos(0.25), 3));
        for (int i = 0; i < 100; i++) {
            Map<PictureRole, Integer> row = numbers(far.draw(kind("I2I"), SeededRandom.of(i)));
            assertThat(Math.abs(row.get(PictureRole.QUERY) - row.get(PictureRole.POSITIVE))).as("0.25 is more than two pictures").isGreaterThan(2);
            assertThat(Math.abs(row.get(PictureRole.QUERY) - row.get(PictureRole.HARD_NEGATIVE))).isGreaterThan(2);
        }
    }

    @Test
    void setsBrokenPicturesAsideAndDrawsNone() throws IOException {
        byte[] whole = TestPictures.png(7);
        Files.write(images.resolve(name(7)), Arrays.copyOf(whole, 60));
        MinedPictures pictures = mine(spec(PICTURES, POSITIVE, NEGATIVE, 0.99999, 2));
        for (int i = 0; i < 300; i++) {
            assertThat(numbers(pictures.draw(kind("IT2I"), SeededRandom.of(i))).values()).doesNotContain(7);
            assertThat(numbers(pictures.draw(kind("I2T"), SeededRandom.of(i))).values()).doesNotContain(7);
        }
        assertThat(setAside).containsOnlyKeys(images.resolve(name(7)).toString());
        assertThat(embedder.asked).as("the others of its batch are embedded all the same").hasSizeGreaterThanOrEqualTo(PICTURES - 1);
    }

    @Test
    void drawsTheSameForTheSameSeedWhateverWasDrawnBefore() throws IOException {
        MinedPictures one = mine(spec(40, POSITIVE, NEGATIVE, 0.99999, 2));
        List<RolePicture> expected = one.draw(kind("IT2I"), SeededRandom.of(9));
        for (int i = 0; i < 20; i++) {
            one.draw(kind("I2T"), SeededRandom.of(i));
        }
        assertThat(one.draw(kind("IT2I"), SeededRandom.of(9))).isEqualTo(expected);
        assertThat(mine(spec(40, POSITIVE, NEGATIVE, 0.99999, 2)).draw(kind("IT2I"), SeededRandom.of(9))).isEqualTo(expected);
    }

    @Test
    void embedsEachPictureOnceThoughItIsStopped() throws IOException {
        for (int number = PICTURES; number < 200; number++) {
            Files.write(images.resolve(name(number)), TestPictures.png(number));
        }
        MiningSpec spec = spec(50, POSITIVE, NEGATIVE, 0.99999, 2);
        embedder.diesAfter = 150;
        assertThatThrownBy(() -> mine(spec)).isInstanceOf(CancellationException.class);
        int before = embedder.asked.size();
        embedder.diesAfter = Integer.MAX_VALUE;
        MinedPictures resumed = mine(spec);
        assertThat(embedder.asked.size() - before).as("two batches of 64 were kept").isEqualTo(200 - 128);

        embedder.asked.clear();
        assertThat(mine(spec).draw(kind("I2I"), SeededRandom.of(1))).isEqualTo(resumed.draw(kind("I2I"), SeededRandom.of(1)));
        assertThat(embedder.asked).as("nothing is embedded again").isEmpty();
    }

    @Test
    void saysThatMostAnchorsHaveNoHardNegative() throws IOException {
        mine(spec(PICTURES, POSITIVE, NEGATIVE, 0.99999, 2));
        assertThat(said).isEmpty();
        mine(spec(PICTURES, POSITIVE, new Band(50, 59, -1, 1), Math.cos(1.5), 2)); // half of the circle is too near
        assertThat(said).singleElement().asString().startsWith("searching neighbours: 60 of 60 anchors have fewer than 50 neighbours, from which on hard"
                + " negatives are taken; give the corpus more pictures");
    }

    @Test
    void takesVectorsFromAFileByTheirIds() throws IOException {
        float[][] vectors = new float[PICTURES + 1][];
        List<String> ids = new ArrayList<>();
        for (int i = 0; i <= PICTURES; i++) { // in another order than the corpus, and with one that it lacks
            int number = PICTURES - i;
            vectors[i] = new float[] {(float) Math.cos(number * 0.1), (float) Math.sin(number * 0.1), 0};
            ids.add(number == PICTURES ? "unknown.png" : name(number));
        }
        Path matrix = ExactSearchTest.write(folder.resolve("given.npy"), "<f4", vectors);
        Path idFile = Files.write(folder.resolve("given.ids"), ids);
        MiningSpec spec = new MiningSpec(new VectorSource.File(matrix, idFile), PICTURES, Optional.empty(), POSITIVE, NEGATIVE, 0.99999, 2);
        MinedPictures pictures = mine(spec);
        for (int i = 0; i < 100; i++) {
            Map<PictureRole, Integer> row = numbers(pictures.draw(kind("IT2I"), SeededRandom.of(i)));
            assertThat(rank(row.get(PictureRole.QUERY), row.get(PictureRole.POSITIVE))).isBetween(1, 4);
        }
        assertThat(embedder.asked).isEmpty();

        Files.write(idFile, ids.subList(0, 10));
        assertThatThrownBy(() -> mine(spec)).isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected an id for each of the 61 vectors, got 10");
        Files.write(idFile, IntStream.rangeClosed(0, PICTURES).mapToObj(i -> "other" + i).toList());
        assertThatThrownBy(() -> mine(spec)).hasMessageContaining("got 0 whose id is in the corpus");
    }

    @Test
    void drawsTheSameFromGraphsAndKeepsThem() throws IOException {
        MiningSpec exact = spec(PICTURES, POSITIVE, NEGATIVE, 0.99999, 2);
        MiningSpec graphs = new MiningSpec(exact.vectors(), PICTURES, Optional.of(new SearchSpec.Hnsw(8, 50, 20, 1000)), POSITIVE, NEGATIVE, 0.99999, 2);
        List<List<RolePicture>> expected = draws(mine(exact));
        assertThat(draws(mine(graphs))).isEqualTo(expected);
        assertThat(folder.resolve("kept").resolve("graphs")).isDirectoryContaining("glob:**graph-0000.bin");
        assertThat(folder.resolve("kept").resolve("searching")).as("what was needed to go on").doesNotExist();
    }

    private static List<List<RolePicture>> draws(MinedPictures pictures) {
        return IntStream.range(0, 50).mapToObj(i -> pictures.draw(kind("IT2I"), SeededRandom.of(i))).toList();
    }

    @Test
    void saysThatMiningIsNeededOrBandsAreTooNarrow() throws IOException {
        MinedPictures pictures = new Mining(catalogue(), folder.resolve("kept"), around(), sink()).withoutNeighbours();
        assertThat(pictures.draw(kind("IT2T"), SeededRandom.of(1))).hasSize(1);
        assertThatThrownBy(() -> pictures.draw(kind("T2I"), SeededRandom.of(1))).hasMessageContaining("corpus.mining: expected it");
        MinedPictures none = mine(spec(PICTURES, new Band(1, 3, -1, -0.5), NEGATIVE, 0.99999, 2));
        assertThatThrownBy(() -> none.draw(kind("I2I"), SeededRandom.of(1))).hasMessageContaining("widen the bands of corpus.mining");
    }

    private MinedPictures mine(MiningSpec spec) throws IOException {
        return new Mining(catalogue(), folder.resolve("kept"), around(), sink()).mine(spec, 5);
    }

    private Catalogue catalogue() {
        return Catalogue.make(PictureSource.of(images), folder.resolve("kept").resolve(Catalogue.FILE_NAME), sink(), Progress.silent());
    }

    private Surroundings around() {
        Progress progress = new Progress() {
            @Override
            public Stage begin(String name, long total) {
                return new SilentStage();
            }

            @Override
            public void say(String line) {
                said.add(line);
            }
        };
        return new Surroundings(model -> embedder, TestPictures.RASTERS, progress);
    }

    private PictureSink sink() {
        return new PictureSink() {
            @Override
            public void accept(CorpusPicture picture) {
                throw new AssertionError("only told of what is set aside");
            }

            @Override
            public void setAside(String where, String reason) {
                setAside.put(where, reason);
            }
        };
    }

    private static MiningSpec spec(int anchors, Band positive, Band negative, double cosine, int bits) {
        return new MiningSpec(new VectorSource.Model("circle", Optional.empty()), anchors, Optional.empty(), positive, negative, cosine, bits);
    }

    private static RowKind kind(String pair) {
        return new RowKind(TaskKind.RETRIEVAL, ModalityPair.parse(pair), Language.ENGLISH, new RowAttributes(
                ConceptQuestion.NAME, TextForm.NAME, Language.ENGLISH, Language.ENGLISH, WritingStyle.PLAIN));
    }

    private static String name(int number) {
        return String.format("picture-%03d.png", number);
    }

    private static int number(ImageRef image) {
        return Integer.parseInt(image.location().replaceAll(".*picture-(\\d+)\\.png", "$1"));
    }

    private static Map<PictureRole, Integer> numbers(List<RolePicture> row) {
        return row.stream().collect(Collectors.toMap(RolePicture::role, picture -> number(picture.image()), (a, b) -> a, HashMap::new));
    }

    private static double cosine(int left, int right) {
        return Math.cos((left - right) * 0.1);
    }

    /// The place of one among the other's neighbours on the circle, the better one where two are as near.
    private static int rank(int of, int other) {
        return 1 + (int) IntStream.range(0, PICTURES).filter(i -> i != of && cosine(of, i) > cosine(of, other) + 1e-6).count();
    }
}
