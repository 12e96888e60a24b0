package dev.mme5.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.dataset.ExampleReader;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import dev.mme5.data.layout.Layout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixTest {
    @TempDir
    Path folder;

    private DataSource set(String name, int from, int to) {
        List<Example> rows = IntStream.range(from, to).mapToObj(i -> new Example("" + i, i % 4 == 0 ? TaskKind.VQA : TaskKind.RETRIEVAL,
                i % 10 == 0 ? new Language("de") : Language.ENGLISH, "Find.", Content.text("q" + i), Content.text("p" + i), List.of(),
                new Provenance.Labelled(name))).toList();
        return DataSources.open(DataSources.Query.of(SampleSets.write(folder.resolve(name).resolve("rows.jsonl"), rows)));
    }

    private List<Example> mix(Mix mix) {
        Path out = folder.resolve("mix.jsonl");
        mix.run(ExampleSinks.open(out, Layout.NATIVE, folder), SetAside.none(), Progress.silent());
        return ExampleReader.readAll(out);
    }

    private static Mix.Input input(DataSource source, double weight, long cap) {
        return new Mix.Input(source, weight, cap, false);
    }

    private static long from(List<Example> rows, String source) {
        return rows.stream().filter(row -> row.id().startsWith(source + "/")).count();
    }

    @Test
    void withoutWeightsEverySetGivesAllItsRowsInTurns() {
        List<Example> rows = mix(new Mix(List.of(input(set("a", 0, 60), 0, 0), input(set("b", 100, 120), 0, 0)), 0, false, 1));
        assertThat(rows).hasSize(80);
        assertThat(from(rows.subList(0, 40), "b")).as("evenly spread").isBetween(9L, 11L);
        assertThat(rows.stream().map(Example::id).filter(id -> id.startsWith("a/")).toList()).isEqualTo(IntStream.range(0, 60).mapToObj(i -> "a/" + i).toList());
    }

    @Test
    void weightsDecideTheSharesAndAShortSetBoundsTheWhole() {
        List<Mix.Input> inputs = List.of(input(set("a", 0, 90), 1, 0), input(set("b", 100, 110), 1, 0));
        List<Example> rows = mix(new Mix(inputs, 0, false, 1));
        assertThat(List.of(from(rows, "a"), from(rows, "b"))).containsExactly(10L, 10L);
        rows = mix(new Mix(inputs, 40, false, 1));
        assertThat(List.of(from(rows, "a"), from(rows, "b"))).as("what b lacks comes from a").containsExactly(30L, 10L);
    }

    @Test
    void capsHoldForEachSubset() {
        for (String subset : List.of("CIRR", "WebQA")) {
            SampleSets.published(folder.resolve("hard").resolve(subset).resolve(subset + ".parquet"), IntStream.range(0, 30)
                    .mapToObj(i -> List.of(subset + i, "", "p" + i, "", "['n']", "['']")).toList());
        }
        DataSource source = DataSources.open(DataSources.Query.of(folder.resolve("hard")));
        List<Example> drawn = mix(new Mix(List.of(input(source, 0, 7)), 0, false, 1));
        assertThat(drawn).hasSize(14);
        assertThat(drawn.stream().collect(Collectors.groupingBy(row -> row.id().split("-")[0], Collectors.counting()))).containsValues(7L, 7L);
        List<Example> first = mix(new Mix(List.of(new Mix.Input(source, 0, 2, true)), 0, false, 1));
        assertThat(first).extracting(Example::id).containsExactly("CIRR-1", "CIRR-2", "WebQA-1", "WebQA-2");
    }

    @Test
    void duplicatesAreTakenOnce() {
        List<Mix.Input> inputs = List.of(input(set("a", 0, 30), 0, 0), input(set("b", 20, 40), 0, 0));
        assertThat(mix(new Mix(inputs, 0, false, 1))).hasSize(40);
        assertThat(mix(new Mix(inputs, 0, true, 1))).hasSize(50);
    }

    @Test
    void theSeedDecidesWhatIsDrawn() {
        List<Mix.Input> inputs = List.of(input(set("a", 0, 100), 0, 20));
        assertThat(mix(new Mix(inputs, 0, false, 1))).isEqualTo(mix(new Mix(inputs, 0, false, 1)))
                .isNotEqualTo(mix(new Mix(inputs, 0, false, 2)));
    }

    @Test
    void aSampleKeepsTheSharesOfItsStrata() {
        DataSource source = set("a", 0, 400);
        Path out = folder.resolve("sample.jsonl");
        Set<Sample.Stratum> by = EnumSet.of(Sample.Stratum.TASK, Sample.Stratum.LANGUAGE);
        long written = new Sample(source, 40, by, 3).run(ExampleSinks.open(out, Layout.NATIVE, folder), SetAside.none(), Progress.silent());
        List<Example> rows = ExampleReader.readAll(out);
        assertThat(written).isEqualTo(40);
        assertThat(rows).hasSize(40);
        assertThat(rows.stream().filter(row -> row.task() == TaskKind.VQA)).hasSize(10);
        assertThat(rows.stream().filter(row -> row.language().equals(new Language("de")))).hasSize(4);
        assertThat(new Sample(source, 1_000, Set.of(), 3).run(ExampleSinks.open(out, Layout.NATIVE, folder), SetAside.none(), Progress.silent()))
                .as("no more than there are").isEqualTo(400);
    }

    @Test
    void everyRowIsDrawnAsOftenAsAnyOther() {
        BitSet all = new BitSet();
        all.set(0, 10);
        int[] drawn = new int[10];
        for (int seed = 0; seed < 4_000; seed++) {
            Selection.draw(all, 3, SeededRandom.of(seed, "draw")).stream().forEach(i -> drawn[i]++);
        }
        assertThat(Arrays.stream(drawn).boxed().toList()).allSatisfy(count -> assertThat(count).isBetween(1_050, 1_350));
    }
}
