package dev.mme5.synthesis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Embedder;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Embedding;
import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.Thinking;
import dev.mme5.core.Verdict;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.corpus.TestPictures;
import dev.mme5.synthesis.mining.Surroundings;
import dev.mme5.synthesis.plan.Clarity;
import dev.mme5.synthesis.plan.Difficulty;
import dev.mme5.synthesis.plan.QueryLength;
import dev.mme5.synthesis.plan.QueryType;
import dev.mme5.synthesis.plan.WritingStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeGatesTest {
    private static final String BRIDGE = "The old stone bridge over the river was built in the nineteenth century and still carries the road.";
    private static final String MARKET = "Farmers from the valley sell cheese, honey and bread every Saturday morning on the square.";

    @TempDir
    private Path folder;

    private final List<Integer> blocks = new ArrayList<>();
    private boolean closed;

    @Test
    void refusesTextsInAnotherLanguageThanPlanned() {
        ExpectedLanguage gate = new ExpectedLanguage(new GatesSpec.LanguageSpec(20, 0.2));
        int caught = 0;
        int pairs = 0;
        for (SentencesInManyLanguages.Sentence sentence : SentencesInManyLanguages.ALL) {
            assertThat(gate.objection(in(sentence.language(), sentence.text()))).as(sentence.toString()).isEmpty();
            for (SentencesInManyLanguages.Sentence other : SentencesInManyLanguages.ALL) {
                if (!sentence.language().equals(other.language())) {
                    pairs++;
                    caught += gate.objection(in(other.language(), sentence.text())).isPresent() ? 1 : 0;
                }
            }
        }
        assertThat((double) caught / pairs).as("%d of %d", caught, pairs).isGreaterThan(0.98);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | A small dog is playing with a red ball in the park.
            fr | A small dog is playing with a red ball in the park.
            es | Ein kleiner Hund spielt im Park mit einem roten Ball.
            pt | El viejo puente sobre el río fue construido en el siglo diecinueve.
            it | Un petit chien joue avec une balle rouge dans le parc.
            nl | Die alte Brücke über den Fluss wurde im neunzehnten Jahrhundert gebaut.
            pl | Malý pes si hraje v parku s červeným míčem.
            tr | A small dog is playing with a red ball in the park.
            id | A small dog is playing with a red ball in the park.
            vi | A small dog is playing with a red ball in the park.
            sv | Den gamle bro over floden blev bygget i det nittende århundrede.
            ro | Il vecchio ponte sul fiume fu costruito nel diciannovesimo secolo.
            ha | A small dog is playing with a red ball in the park.
            gd | A small dog is playing with a red ball in the park.
            uk | Малко куче играе с червена топка в парка.
            fa | كلب صغير يلعب بكرة حمراء في الحديقة.
            hi | एक लहान कुत्रा उद्यानात लाल चेंडूशी खेळत आहे.
            """)
    void catchesWrongLanguagesOfTheSameScript(String planned, String text) {
        assertThat(new ExpectedLanguage(new GatesSpec.LanguageSpec(20, 0.2)).objection(in(new Language(planned), text)))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("positive: expected " + new Language(planned).englishName() + ", got what"
                        + " looks like "));
    }

    @Test
    void leavesLanguagesItDoesNotKnowAloneUnlessTheyAreEnglish() {
        ExpectedLanguage gate = new ExpectedLanguage(new GatesSpec.LanguageSpec(20, 0.2));
        assertThat(gate.objection(in(new Language("ha"), "Wani karamin kare yana wasa da jan kwallo a cikin lambu"))).isEmpty();
        assertThat(gate.objection(in(new Language("fy"), "In lytse hûn boartet mei in reade bal yn it park"))).isEmpty();
        assertThat(gate.objection(in(new Language("so"), "Ey yar ayaa ku ciyaaraya kubbad cas beerta dhexdeeda"))).isEmpty();
        assertThat(gate.objection(in(new Language("de"), "Rolls-Royce Silver"))).as("too short to tell").isEmpty();
    }

    @Test
    void refusesQueriesThatRepeatThePositiveAndHardNegativesThatDo() {
        GatesSpec spec = only(new GatesSpec.CopiesSpec(5, 12, 0.8));
        assertThat(gateOf(spec, texts("Tell me about the bridge", BRIDGE, MARKET))).isEmpty();
        assertThat(gateOf(spec, texts("the old stone bridge over the river", BRIDGE, MARKET))).hasValue("no-copies");
        assertThat(gateOf(spec, texts("What is sold on the square?", BRIDGE, BRIDGE.replace("still carries", "carries")))).hasValue("no-copies");
        assertThat(gateOf(spec, texts("When was it built?", "nineteenth century", "eighteenth century"))).isEmpty();
        assertThat(gateOf(spec, "zh", texts("这座古老的石桥横跨河流是在十九世纪建造的", "这座古老的石桥横跨河流，是在十九世纪建造的，至今仍在使用", "农民每周六在广场上卖奶酪蜂蜜和面包给路过的人"))).hasValue("no-copies");
        assertThat(gateOf(spec, "zh", texts("请介绍一下照片里的那座桥好吗谢谢", "这座古老的石桥横跨河流，是在十九世纪建造的，至今仍在使用", "农民每周六在广场上卖奶酪蜂蜜和面包给路过的人"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            LESS_THAN_5_WORDS   | 0   | en | stone bridge                                | A short text | -
            LESS_THAN_5_WORDS   | 0   | en | a stone bridge over a river in a green valley of the north | A text | expected-length
            FROM_5_TO_15_WORDS  | 0   | en | who built this old bridge                   | A text | -
            FROM_5_TO_15_WORDS  | 0   | en | bridge                                      | A text | expected-length
            AT_LEAST_10_WORDS   | 0   | en | where is it                                 | A text | expected-length
            AT_LEAST_10_WORDS   | 0   | zh | 请问这座横跨河流的古老石桥是谁在什么时候建造的        | 桥 | -
            FROM_5_TO_15_WORDS  | 25  | en | who built this old bridge                   | Too short for twenty-five words | expected-length
            FROM_5_TO_15_WORDS  | 25  | en | who built this old bridge                   | The old stone bridge over the river was built in the nineteenth century | -
            FROM_5_TO_15_WORDS  | 10  | th | ใครเป็นผู้สร้างสะพานหินเก่าแก่แห่งนี้ในเมือง           | สะพานหินเก่าแก่ข้ามแม่น้ำสร้างขึ้นในศตวรรษที่สิบเก้าและยังคงใช้งานอยู่ | -
            """)
    void refusesTextsThatAreNotAsLongAsPlanned(QueryLength length, int words, String language, String query, String positive, String gate) {
        WritingStyle style = new WritingStyle(QueryType.COMMON, length, Clarity.CLEAR, Difficulty.HIGH_SCHOOL, words, "");
        GatesSpec spec = only(new GatesSpec.LengthSpec(0.5, 10));
        Thinking.Draft texts = new Thinking.Draft("Find the answer.", query, positive, positive + " x y z w v u t s r");
        try (Gates gates = Gates.forRun(spec, around())) {
            Candidate candidate = Candidates.of("retrieval", "IT2T", language, texts, style);
            Verdict verdict = gates.judge(candidate);
            Optional<String> found = verdict instanceof Verdict.Rejected rejected ? Optional.of(rejected.gate()) : Optional.empty();
            assertThat(found).isEqualTo(Optional.ofNullable(gate));
        }
    }

    @Test
    void refusesLabelsThatAreNone() {
        GatesSpec spec = only(new GatesSpec.LengthSpec(0.5, 5));
        assertThat(gateOf(spec, "classification", "I2T", "en", new Thinking.Draft("Classify it.", "", "stone bridge", "railway bridge"))).isEmpty();
        assertThat(gateOf(spec, "classification", "I2T", "en", new Thinking.Draft("Classify it.", "", BRIDGE, "railway bridge")))
                .hasValue("expected-length");
    }

    @Test
    void refusesRowsThatSayNearlyWhatAnEarlierOneSaid() {
        GatesSpec spec = only(new GatesSpec.NearDuplicatesSpec(5, 40, 0.8));
        try (Gates gates = Gates.forRun(spec, around())) {
            assertThat(gate(gates, "a", texts("Who built it?", BRIDGE, MARKET))).isEmpty();
            assertThat(gate(gates, "b", texts("Who built it??", BRIDGE.replace("still", "yet"), MARKET))).hasValue("no-near-duplicate");
            assertThat(gate(gates, "c", texts("Who built it?", MARKET, BRIDGE + " Ships pass under it on their way to the sea, all year long. In winter ice hangs from its arches,"
                            + " and children skate below; in summer swallows nest under the stones of every pillar.")))
                    .as("more than a fifth is new").isEmpty();
            assertThat(gate(gates, "d", texts("", "bridge", "market"))).isEmpty();
            assertThat(gate(gates, "e", texts("", "bridge!", "market"))).as("short labels come back").isEmpty();
        }
    }

    @Test
    void findsNearDuplicatesAmongThousandsOfRowsAndNoOthers() {
        NoNearDuplicate gate = new NoNearDuplicate(new GatesSpec.NearDuplicatesSpec(5, 40, 0.8));
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            refused += gate.objection(Candidates.retrieval("en", texts("", random(i, -1), "x"))).isPresent() ? 1 : 0;
        }
        assertThat(refused).as("random rows").isZero();
        int found = 0;
        for (int i = 0; i < 3000; i += 3) {
            found += gate.objection(Candidates.retrieval("en", texts("", random(i, 20), "x"))).isPresent() ? 1 : 0;
        }
        assertThat(found).as("of 1,000 with one word in forty changed").isGreaterThan(980);
    }

    @Test
    void refusesWhatStandsInABenchmark() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), """
                {"qry_text": "<|image_1|> Find the caption.", "qry_img_path": "a.jpg", "tgt_text": ["%s", "dog", "cat"], "n": 3}
                {"qry_text": "这座古老的石桥横跨河流是在十九世纪建造的", "tgt_text": [1, 2]}
                """.formatted(MARKET));
        Path lines = Files.writeString(folder.resolve("lines.txt"), "Two children feed the swans at the lake.\ndog\n");
        Path pictures = Files.createDirectories(folder.resolve("benchmark"));
        Files.write(pictures.resolve("held-out.png"), TestPictures.png(5));
        GatesSpec spec = only(new GatesSpec.BenchmarksSpec(List.of(rows, lines), List.of(pictures), 8, 10, 4));
        Path copy = Files.write(folder.resolve("copy.jpg"), TestPictures.encoded(TestPictures.patches(5, 90, 80), "jpg"));
        Path other = Files.write(folder.resolve("other.png"), TestPictures.png(6));

        assertThat(gateOf(spec, texts("Who built it?", BRIDGE, "dog"))).isEmpty();
        assertThat(gateOf(spec, texts("Who built it?", BRIDGE, "On Sundays, " + MARKET))).as("eight words in a row").hasValue("no-benchmark");
        assertThat(gateOf(spec, texts("Who built it?", BRIDGE, "two children feed the swans at the lake")))
                .as("the whole of a text").hasValue("no-benchmark");
        assertThat(gateOf(spec, texts("Who built it?", BRIDGE, "Two children feed the ducks at the lake."))).isEmpty();
        assertThat(gateOf(spec, "zh", texts("谁", "我知道这座古老的石桥横跨河流是谁建的", "不知道"))).hasValue("no-benchmark");
        try (Gates gates = Gates.forRun(spec, around())) {
            Thinking.Draft texts = new Thinking.Draft("Find it.", "stone bridge", "", "");
            assertThat(gates.judge(Candidates.withPictures("T2I", texts, other, folder.resolve("none.png")))).isInstanceOf(Verdict.Accepted.class);
            assertThat(gates.judge(Candidates.withPictures("T2I", texts, other, copy))).isEqualTo(new Verdict.Rejected(
                    "no-benchmark", "picture: expected none of a benchmark, got one that looks like its held-out.png"));
        }
        assertThatThrownBy(() -> Gates.forRun(only(new GatesSpec.BenchmarksSpec(List.of(folder.resolve("none.jsonl")), List.of(), 8, 10, 4)), around()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("none.jsonl: expected a JSONL file, got nothing there");
    }

    @Test
    void refusesHardNegativesThatAnEmbedderFindsNearer() {
        GatesSpec spec = only(new GatesSpec.HardNegativeSpec("words", Optional.empty(), 0));
        try (Gates gates = Gates.forRun(spec, around())) {
            List<Verdict> verdicts = gates.judgeAll(List.of(
                    Candidates.retrieval("en", new Thinking.Draft("Find it", "", "near", "far")),
                    Candidates.retrieval("en", new Thinking.Draft("Find it", "", "far", "near")),
                    Candidates.retrieval("en", new Thinking.Draft("Find it", "", "", "near")),
                    Candidates.retrieval("en", new Thinking.Draft("Find it", "", "near", "broken")),
                    Candidates.retrieval("en", new Thinking.Draft("Find it", "", "near", "farther"))));
            assertThat(verdicts.stream().map(RecipeGatesTest::gate).toList()).containsExactly(
                    Optional.empty(), Optional.of("nearer-positive"), Optional.of("filled-texts"), Optional.of("nearer-positive"), Optional.empty());
            assertThat(((Verdict.Rejected) verdicts.get(1)).reason()).isEqualTo(
                    "hardNegative: expected one farther from the query than the positive, got a cosine of 0.800 against 0.200");
            assertThat(((Verdict.Rejected) verdicts.get(3)).reason()).isEqualTo("row: expected contents that can be embedded, got broken");
            assertThat(blocks).as("all at once, then one by one since one was broken").containsExactly(12, 3, 3, 3, 3);
        }
        assertThat(closed).isTrue();
    }

    @Test
    void judgesTheSameInBlocksOfAnySize() {
        GatesSpec spec = new GatesSpec(Optional.empty(), Optional.of(new GatesSpec.CopiesSpec(5, 12, 0.8)),
                Optional.empty(), Optional.empty(), Optional.of(new GatesSpec.NearDuplicatesSpec(5, 30, 0.8)), Optional.empty());
        List<Candidate> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(Candidates.retrieval(i % 9 == 0 ? "ru" : "en", texts("", random(i % 60, i % 7 == 0 ? 3 : -1), MARKET + i % 3)));
        }
        List<Verdict> expected = judge(spec, rows, 1);
        assertThat(expected.stream().map(RecipeGatesTest::gate).distinct()).containsExactlyInAnyOrder(Optional.empty(),
                Optional.of("expected-script"), Optional.of("no-duplicate"), Optional.of("no-near-duplicate"));
        for (int size : List.of(7, 64, 200)) {
            assertThat(judge(spec, rows, size)).isEqualTo(expected);
        }
    }

    @Test
    void namesItsGatesCheapOnesFirstAndThoseThatRememberLast() {
        GatesSpec all = new GatesSpec(Optional.of(new GatesSpec.LanguageSpec(20, 0.2)), Optional.of(new GatesSpec.CopiesSpec(5, 12, 0.8)),
                Optional.of(new GatesSpec.LengthSpec(0.5, 5)),
                Optional.of(new GatesSpec.HardNegativeSpec("words", Optional.empty(), 0)),
                Optional.of(new GatesSpec.NearDuplicatesSpec(5, 30, 0.8)),
                Optional.of(new GatesSpec.BenchmarksSpec(List.of(), List.of(), 8, 10, 4)));
        try (Gates gates = Gates.forRun(all, around())) {
            assertThat(gates.names()).containsExactly("filled-texts", "different-documents", "no-leaked-answer", "expected-script",
                    "expected-length", "expected-language", "no-copies", "no-benchmark", "nearer-positive", "no-duplicate", "no-near-duplicate");
        }
    }

    private List<Verdict> judge(GatesSpec spec, List<Candidate> rows, int size) {
        try (Gates gates = Gates.forRun(spec, around())) {
            List<Verdict> verdicts = new ArrayList<>();
            for (int from = 0; from < rows.size(); from += size) {
                verdicts.addAll(gates.judgeAll(rows.subList(from, Math.min(from + size, rows.size()))));
            }
            return verdicts;
        }
    }

    /// Forty words of a small vocabulary.
    private static String random(int seed, int changed) {
        SeededRandom random = SeededRandom.of(seed, "words");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            int word = random.nextInt(2000);
            text.append(i == changed ? "changed" : "w" + Integer.toString(word * 7919, 36).replaceAll("[0-9]", "a")).append(' ');
        }
        return text.toString();
    }

    private Optional<String> gateOf(GatesSpec spec, Thinking.Draft texts) {
        return gateOf(spec, "en", texts);
    }

    private Optional<String> gateOf(GatesSpec spec, String language, Thinking.Draft texts) {
        return gateOf(spec, "retrieval", texts.query().isEmpty() ? "I2T" : "IT2T", language, texts);
    }

    private Optional<String> gateOf(GatesSpec spec, String task, String pair, String language, Thinking.Draft texts) {
        try (Gates gates = Gates.forRun(spec, around())) {
            return gate(gates.judge(Candidates.of(task, pair, language, texts, WritingStyle.PLAIN)));
        }
    }

    private static Optional<String> gate(Gates gates, String id, Thinking.Draft texts) {
        return gate(gates.judge(Candidates.withId(id, Candidates.of("retrieval", texts.query().isEmpty() ? "I2T" : "IT2T", "en", texts, WritingStyle.PLAIN))));
    }

    private static Optional<String> gate(Verdict verdict) {
        return verdict instanceof Verdict.Rejected rejected ? Optional.of(rejected.gate()) : Optional.empty();
    }

    private static Thinking.Draft texts(String query, String positive, String negative) {
        return new Thinking.Draft("Find what belongs to it.", query, positive, negative);
    }

    private static Candidate in(Language language, String text) {
        return Candidates.retrieval(language.tag(), new Thinking.Draft("Find it", "", text, "x"));
    }

    private static GatesSpec only(Record gate) {
        return new GatesSpec(
                gate instanceof GatesSpec.LanguageSpec spec ? Optional.of(spec) : Optional.empty(),
                gate instanceof GatesSpec.CopiesSpec spec ? Optional.of(spec) : Optional.empty(),
                gate instanceof GatesSpec.LengthSpec spec ? Optional.of(spec) : Optional.empty(),
                gate instanceof GatesSpec.HardNegativeSpec spec ? Optional.of(spec) : Optional.empty(),
                gate instanceof GatesSpec.NearDuplicatesSpec spec ? Optional.of(spec) : Optional.empty(),
                gate instanceof GatesSpec.BenchmarksSpec spec ? Optional.of(spec) : Optional.empty());
    }

    private Surroundings around() {
        return new Surroundings(model -> new WordEmbedder(), TestPictures.RASTERS, Progress.silent());
    }

    /// A query points along the first axis; of documents a word says how far from there.
    private final class WordEmbedder implements Embedder {
        @Override
        public EmbedderInfo info() {
            return new EmbedderInfo("words", "words-1", 2, Set.of(Modality.values()));
        }

        @Override
        public List<Embedding> embed(List<Content> contents) {
            blocks.add(contents.size());
            List<Embedding> embeddings = new ArrayList<>();
            for (int i = 0; i < contents.size(); i++) {
                float cosine = switch (contents.get(i).text().orElse("")) {
                    case "near" -> 0.8f;
                    case "far" -> 0.2f;
                    case "farther" -> 0.1f;
                    case "broken" -> throw new ContentException(i, "broken");
                    default -> 1;
                };
                embeddings.add(Embedding.of(new float[] {cosine, (float) Math.sqrt(1 - cosine * cosine)}));
            }
            return embeddings;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
