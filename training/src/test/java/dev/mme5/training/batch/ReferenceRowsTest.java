package dev.mme5.training.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.Prompts;
import dev.mme5.core.TaskKind;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.Prepared;
import dev.mme5.model.mllama.EncodedPrompt;
import dev.mme5.model.mllama.MllamaImages.TiledImage;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import dev.mme5.training.PublishedRow;
import dev.mme5.training.RecordingEncoder;
import dev.mme5.training.TaskSpec.Compat;
import dev.mme5.training.TaskSpec.Contrastive;
import dev.mme5.training.TaskSpec.Negatives;
import dev.mme5.training.TinyTraining;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceRowsTest {
    @TempDir
    private Path folder;

    private static Contrastive spec(int negatives) {
        return new Contrastive(2, 1, negatives, 0.02, Negatives.OWN_QUERY, Optional.of(Compat.MME5), Optional.empty(), Optional.empty());
    }

    private static ReferenceRows rows(int negatives) {
        return new ReferenceRows(spec(negatives), new RecordingEncoder(), 3);
    }

    /// The table of hand-made rows, through the reference's dataset and collator and through ours.
    @Test
    void givesTheReferencesTokensAndPictures() throws IOException {
        Path model = TinyMllama.fourTiles().write(folder, 7);
        Path config = model.resolve("config.json");
        AtomicFiles.writeString(config, Files.readString(config).replaceFirst("(\"max_position_embeddings\"\\s*:\\s*)128", "$1512"));
        List<PublishedRow> table = PublishedRow.all("rows.jsonl");
        int compared = 0;
        try (Encoder encoder = ModelLoader.open(model, DType.F32)) {
            for (JsonObject batch : PublishedRow.lines("reference-batches.jsonl")) {
                int number = batch.integer("batch");
                List<Example> examples = table.stream()
                        .filter(row -> row.json().integer("batch") == number)
                        .map(row -> row.example(row.json().string("about")))
                        .toList();
                List<Prepared> ours = new ReferenceRows(spec(3), encoder, 3).batch(examples, number).rows();
                List<JsonObject> expected = new ArrayList<>();
                List.of("queries", "positives", "negatives").forEach(group -> expected.addAll(batch.objects(group)));
                assertThat(ours).as("batch %d", number).hasSameSizeAs(expected);
                for (int row = 0; row < ours.size(); row++) {
                    assertRow("batch " + number + ", row " + row, expected.get(row), (EncodedPrompt) ours.get(row));
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(5 * table.size());
    }

    private static void assertRow(String where, JsonObject expected, EncodedPrompt ours) {
        assertThat(Arrays.stream(ours.ids()).boxed().toList()).as("tokens of %s", where).isEqualTo(expected.integers("ids"));
        boolean pictured = expected.has("pixels");
        assertThat(ours.images()).as("pictures of %s", where).hasSize(pictured ? 1 : 0);
        if (!pictured) {
            return;
        }
        TiledImage image = ours.images().getFirst();
        assertThat(image.aspectRatioId()).as("canvas of %s", where).isEqualTo(expected.integer("canvas"));
        assertThat(image.tiles()).as("tiles of %s", where).isEqualTo(expected.integer("tiles"));
        assertThat(checksum(image.pixels())).as("pixels of %s", where).isEqualTo(expected.longInteger("pixels"));
        int from = expected.integer("seenFrom");
        assertThat(ours.spans().stream().map(span -> span.from()).toList()).as("tokens that see it of %s", where)
                .isEqualTo(from < 0 ? List.of() : List.of(from));
        assertThat(ours.spans()).as(where).allMatch(span -> span.to() == ours.ids().length);
    }

    private static long checksum(float[] pixels) {
        ByteBuffer bytes = ByteBuffer.allocate(pixels.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float pixel : pixels) {
            bytes.putFloat(pixel);
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes.array());
        return checksum.getValue();
    }

    private static Content picture(int number, String text) {
        return Content.imageText(TinyTraining.picture(number).images().getFirst(), text);
    }

    private static Example row(Content positive, Content... negatives) {
        return TinyTraining.example("row", Content.text("q"), positive, List.of(negatives));
    }

    @Test
    void takesTheFirstNegativesOrTheLastOneAgain() {
        Content dog = Content.text("dog");
        Content cow = Content.text("cow");
        Example example = row(Content.text("cat"), dog, cow);
        assertThat(rows(1).negatives(example, 0)).containsExactly(dog);
        assertThat(rows(4).negatives(example, 0)).containsExactly(dog, cow, cow, cow);
        assertThat(rows(0).negatives(example, 0)).isEmpty();
    }

    @Test
    void repeatsThePositiveWhereThereIsNoNegative() {
        assertThat(rows(2).negatives(row(Content.text("cat")), 0)).containsExactly(Content.text("cat"), Content.text("cat"));
    }

    @Test
    void givesEmptyNegativesThePositivesTextIfNoneOfTheRowHasOne() {
        assertThat(rows(2).negatives(row(Content.text("cat"), Content.text("")), 0))
                .containsExactly(Content.text("cat"), Content.text("cat"));
        assertThat(rows(2).negatives(row(picture(0, "at night"), TinyTraining.picture(1), TinyTraining.picture(2)), 0))
                .containsExactly(picture(1, "at night"), picture(2, "at night"));
        assertThat(rows(1).negatives(row(TinyTraining.picture(0), TinyTraining.picture(1)), 0)).containsExactly(TinyTraining.picture(1));
        assertThat(rows(1).negatives(row(TinyTraining.picture(0), Content.text("")), 0))
                .containsExactly(Content.text("Represent the given image.\n"));
    }

    /// The reference draws with Python's generator, unseeded: only which text it is can be equal, not the draw.
    @Test
    void givesOtherEmptyNegativesTheTextOfOneThatHasOneDrawnAnewForEachBatch() {
        Example example = row(picture(0, "at night"), picture(1, "at noon"), TinyTraining.picture(2), picture(3, "at dawn"));
        Set<Content> drawn = new HashSet<>();
        for (int batch = 0; batch < 50; batch++) {
            List<Content> negatives = rows(3).negatives(example, batch);
            assertThat(negatives).isEqualTo(rows(3).negatives(example, batch));
            assertThat(negatives.getFirst()).isEqualTo(picture(1, "at noon"));
            drawn.add(negatives.get(1));
        }
        assertThat(drawn).containsExactlyInAnyOrder(picture(2, "at noon"), picture(2, "at dawn"));
    }

    @Test
    void givesTextsABlankPictureInGroupsWithPicturesOnly() {
        Example mixed = TinyTraining.example(
                "a", picture(0, "Which one?"), Content.text("cat"), List.of(Content.text("dog")));
        Example texts = TinyTraining.example("b", Content.text("q"), Content.text("cow"), List.of(picture(1, "a hen")));
        List<Content> contents = RecordingEncoder.contents(rows(1).batch(List.of(mixed, texts), 0));
        assertThat(contents.get(0).images()).hasSize(1).doesNotContain(RecordingEncoder.BLANK);
        assertThat(contents.get(1).images()).containsExactly(RecordingEncoder.BLANK);
        assertThat(contents.get(2)).isEqualTo(Content.text("cat"));
        assertThat(contents.get(3)).isEqualTo(Content.text("cow"));
        assertThat(contents.get(4).images()).containsExactly(RecordingEncoder.BLANK);
        assertThat(contents.get(5)).isEqualTo(Prompts.document(picture(1, "a hen")));
    }

    @Test
    void losesTheLastSynthesizedRowOfEachTaskAndNoLabelledOne() {
        List<Example> examples = new ArrayList<>();
        for (TaskKind task : List.of(TaskKind.VQA, TaskKind.RETRIEVAL, TaskKind.VQA, TaskKind.CLASSIFICATION, TaskKind.RETRIEVAL)) {
            examples.add(TinyTraining.synthesized(examples.size(), task));
        }
        Example labelled = row(Content.text("cat"));
        examples.add(labelled);
        assertThat(ReferenceRows.withoutLast(examples)).containsExactly(examples.get(0), examples.get(1), labelled);
    }
}
