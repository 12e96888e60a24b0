package dev.mme5.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.parquet.ParquetColumn;
import dev.mme5.data.parquet.ParquetValue;
import dev.mme5.data.parquet.ParquetWriter;
import dev.mme5.testkit.SamplePictures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourcesTest {
    private static final List<ParquetColumn> EVAL = List.of(ParquetColumn.text("qry_text"), ParquetColumn.text("qry_img_path"),
            ParquetColumn.texts("tgt_text"), ParquetColumn.texts("tgt_img_path"));

    @TempDir
    Path folder;

    private Path eval(String file, String picture) {
        Path path = folder.resolve(file);
        try (ParquetWriter writer = ParquetWriter.create(path, EVAL)) {
            writer.append(List.of(new ParquetValue.Text("Find: a dog\n"), new ParquetValue.Text(""),
                    new ParquetValue.Texts(List.of("<|image_1|>\nRepresent the given image.\n", "no")), new ParquetValue.Texts(List.of(picture, ""))));
        }
        return path;
    }

    private DataSource open(String path) {
        return DataSources.open(DataSources.Query.of(folder.resolve(path)));
    }

    @Test
    void theLayoutIsToldByColumnsAndNames() {
        List<List<String>> none = List.of();
        SampleSets.published(folder.resolve("s/VQA/VQA.parquet"), none);
        SampleSets.published(folder.resolve("h/CIRR/CIRR.parquet"), none);
        SampleSets.published(folder.resolve("t/CIRR/original-00000-of-00001.parquet"), none);
        eval("e/ImageNet-1K/test-00000-of-00001.parquet", "x.png");
        eval("x/es/test-00000-of-00001.parquet", "x.png");
        eval("x/jp_t2i/test-00000-of-00001.parquet", "x.png");
        AtomicFiles.writeString(folder.resolve("b/task.jsonl"), "{\"qry_text\": \"\"}\n");
        AtomicFiles.writeString(folder.resolve("n/rows.jsonl"), "{\"id\": \"a\"}\n");
        AtomicFiles.writeString(folder.resolve("n/rejected.jsonl"), "{\"id\": \"a\"}\n");

        assertThat(List.of("s", "h", "t", "e", "x", "b", "n")).extracting(name -> open(name).layout()).containsExactly(Layout.MME5_SYNTHETIC,
                Layout.MME5_MMEB_HARDNEG, Layout.MMEB_TRAIN, Layout.MMEB_EVAL, Layout.XTD_10, Layout.BENCHMARK, Layout.NATIVE);
        assertThat(open("n").files()).hasSize(1);
        assertThat(open("e").subsets()).containsExactly("ImageNet-1K");
        assertThat(open("h/CIRR/CIRR.parquet").subsets()).as("a single file").containsExactly("CIRR");
    }

    @Test
    void aRunThatStoppedAtALimitHasTheRowsSoFar() {
        AtomicFiles.writeString(folder.resolve("run/partial.jsonl"), "{\"id\": \"a\"}\n");
        AtomicFiles.writeString(folder.resolve("run/rejected.jsonl"), "{\"id\": \"b\"}\n");
        AtomicFiles.writeString(folder.resolve("run/journal/calls.jsonl"), "{\"kind\": \"session\"}\n");
        assertThat(open("run").files()).extracting(DataFile::path).containsExactly(folder.resolve("run/partial.jsonl"));
        assertThat(open("run").label()).isEqualTo("run");

        AtomicFiles.writeString(folder.resolve("killed/journal/calls.jsonl"), "{\"kind\": \"session\"}\n");
        assertThatThrownBy(() -> open("killed")).isInstanceOf(DatasetException.class).hasMessageContaining("got neither");

        AtomicFiles.writeString(folder.resolve("run/rows.jsonl"), "{\"id\": \"a\"}\n");
        assertThat(open("run").files()).extracting(DataFile::path).containsExactly(folder.resolve("run/rows.jsonl"));
    }

    @Test
    void aLayoutCanBeForcedButNotAgainstTheFiles() {
        SampleSets.published(folder.resolve("s/VQA/VQA.parquet"), List.of());
        assertThat(DataSources.open(new DataSources.Query(folder.resolve("s"), Optional.of(Layout.MMEB_TRAIN), Optional.empty(), Optional.empty())).layout())
                .isEqualTo(Layout.MMEB_TRAIN);
        assertThatThrownBy(() -> DataSources.open(new DataSources.Query(folder.resolve("s"), Optional.of(Layout.NATIVE), Optional.empty(), Optional.empty())))
                .isInstanceOf(DatasetException.class).hasMessageContaining("expected JSON lines in the layout native, got Parquet files");
        assertThatThrownBy(() -> open("nothing")).isInstanceOf(DatasetException.class).hasMessageContaining("expected a data set, *.parquet or *.jsonl, got neither");
    }

    @Test
    void theUsualPlacesOfABenchmarksPicturesAreKnown() {
        eval("e/ImageNet-1K/test-00000-of-00001.parquet", "ImageNet/a.png");
        assertThat(open("e").images()).isEqualTo(folder.resolve("e"));
        AtomicFiles.write(folder.resolve("e/images/eval_images/ImageNet/a.png"), SamplePictures.png(1, true));
        assertThat(open("e").images()).isEqualTo(folder.resolve("e/images/eval_images"));
    }

    @Test
    void aBenchmarkComesBackFromJsonLines() {
        AtomicFiles.write(folder.resolve("e/images/eval_images/ImageNet/a.png"), SamplePictures.png(1, true));
        eval("e/ImageNet-1K/test-00000-of-00001.parquet", "ImageNet/a.png");
        assertThat(new BenchmarkConversion(open("e"), folder.resolve("lines"), Layout.BENCHMARK).run(Progress.silent())).isEqualTo(1);
        DataSource lines = open("lines");
        assertThat(lines.subsets()).containsExactly("ImageNet-1K");
        new BenchmarkConversion(lines, folder.resolve("back"), Layout.MMEB_EVAL).run(Progress.silent());

        DataSource back = open("back");
        assertThat(back.layout()).isEqualTo(Layout.MMEB_EVAL);
        BenchmarkRow row = BenchmarkReader.readAll(back.files().getFirst().path(), back.images()).getFirst();
        assertThat(row.queryText()).isEqualTo("Find: a dog\n");
        assertThat(row.targetTexts()).containsExactly("<|image_1|>\nRepresent the given image.\n", "no");
        assertThat(row.targetImages().getFirst().orElseThrow().location()).startsWith(folder.resolve("back").toString());
        assertThatThrownBy(() -> new BenchmarkConversion(open("e"), folder, Layout.NATIVE)).hasMessageContaining("got MMEB-eval to native");
    }
}
