package dev.mme5.data.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Example;
import dev.mme5.core.TaskKind;
import dev.mme5.core.run.Progress;
import dev.mme5.data.DataFile;
import dev.mme5.data.DataSources;
import dev.mme5.data.SampleSets;
import dev.mme5.data.check.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedDatasetTest {
    private static final DatasetCard CARD = new DatasetCard("Dogs: \"many\"", "cc-by-4.0", "Drawn by hand, CC0.",
            List.of("mme5 synthesize --recipe recipe.yaml --out RUN"), Optional.of("rows: 50\n"));

    @TempDir
    Path folder;

    @Test
    void theFolderHoldsRowsPicturesRecipeAndCard() throws IOException {
        List<Example> rows = SampleSets.examples(folder, 50);
        SampleSets.write(folder.resolve("run/rows.jsonl"), rows);

        PublishedDataset.Report report = PublishedDataset.write(folder.resolve("run"), folder.resolve("dataset"), CARD, Progress.silent());

        assertThat(report).isEqualTo(new PublishedDataset.Report(folder.resolve("dataset"), 50, 0));
        assertThat(folder.resolve("dataset/recipe.yaml")).hasContent("rows: 50");
        assertThat(folder.resolve("dataset/set-aside.jsonl")).doesNotExist();
        assertThat(new Validation(DataSources.open(DataSources.Query.of(folder.resolve("dataset"))), true, Optional.empty())
                .run(Progress.silent(), problem -> { }).badRows()).isZero();
        String card = Files.readString(folder.resolve("dataset/README.md"));
        assertThat(card).startsWith("---\npretty_name: \"Dogs: \\\"many\\\"\"\nlicense: cc-by-4.0\nlanguage:\n- \"de\"\n- \"en\"\n- \"zh\"\n"
                + "language_bcp47:\n- \"zh-Hant\"\nmultilinguality: multilingual\nsize_categories:\n- \"n<1K\"\n")
                .contains("configs:\n- config_name: Classification\n  data_files:\n  - split: train\n    path: Classification/Classification.parquet\n"
                        + "- config_name: Retrieval\n")
                .contains("50 rows", "| IT2I |", "German (`de`)", "Drawn by hand, CC0.", "mme5 synthesize --recipe recipe.yaml", "```yaml\nrows: 50\n```");
    }

    @Test
    void theHeaderStaysYamlWhateverTheTitleAndTheLicenceAre() {
        assertThat(new DatasetCard("Dogs\nlicense: mit", "other", "", List.of(), Optional.empty()).title()).isEqualTo("Dogs license: mit");
        for (String license : List.of("CC BY 4.0", "foo: bar", "mit\n", "")) {
            assertThatThrownBy(() -> new DatasetCard("Dogs", license, "", List.of(), Optional.empty())).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("license: expected a name as the hub has it, such as cc-by-4.0, mit or other, got");
        }
    }

    @Test
    void rowsOfAnEarlierSetAreGone() throws IOException {
        List<Example> rows = SampleSets.examples(folder, 50);
        SampleSets.write(folder.resolve("run/rows.jsonl"), rows);
        PublishedDataset.write(folder.resolve("run"), folder.resolve("dataset"), CARD, Progress.silent());
        Files.writeString(folder.resolve("dataset/VQA/notes.txt"), "somebody's");
        SampleSets.write(folder.resolve("run/rows.jsonl"), rows.stream().filter(row -> row.task() == TaskKind.RETRIEVAL).toList());
        PublishedDataset.write(folder.resolve("run"), folder.resolve("dataset"), CARD, Progress.silent());
        assertThat(DataSources.open(DataSources.Query.of(folder.resolve("dataset"))).files()).extracting(DataFile::subset).containsExactly("Retrieval");
        assertThat(folder.resolve("dataset/Classification")).doesNotExist();
        assertThat(folder.resolve("dataset/VQA/notes.txt")).exists();
    }

    @Test
    void aRowWhosePictureIsGoneIsSetAside() throws IOException {
        List<Example> rows = SampleSets.examples(folder, 50);
        SampleSets.write(folder.resolve("run/rows.jsonl"), rows);
        Files.delete(folder.resolve("pictures/0.png"));
        long gone = rows.stream().filter(row -> {
            List<String> names = new ArrayList<>();
            row.query().images().forEach(image -> names.add(image.location()));
            row.positive().images().forEach(image -> names.add(image.location()));
            row.hardNegatives().forEach(negative -> negative.images().forEach(image -> names.add(image.location())));
            return names.stream().anyMatch(name -> name.endsWith("/0.png"));
        }).count();

        PublishedDataset.Report report = PublishedDataset.write(folder.resolve("run"), folder.resolve("dataset"), CARD, Progress.silent());

        assertThat(gone).isPositive();
        assertThat(report.setAside()).isEqualTo(gone);
        assertThat(report.rows()).isEqualTo(50 - gone);
        assertThat(Files.readString(folder.resolve("dataset/set-aside.jsonl"))).contains("image: expected a picture at ");
    }
}
