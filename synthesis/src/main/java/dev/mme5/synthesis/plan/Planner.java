package dev.mme5.synthesis.plan;

import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.random.SeededRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Draws the whole plan from a seed before any teacher is asked. Tasks, modality pairs, languages and questions follow their shares
/// exactly, up to rounding; chance decides their order, the pictures and the texts' form.
public final class Planner {

    /// What a plan is made from.
    ///
    /// @param rows how many
    /// @param languages BCP 47 tag to weight, over the rows in which some text follows the row's language
    /// @param wordLanguages the tags of languages that the corpus has keywords in; keyword rows are planned in these only
    /// @param style how the texts are to be written
    public record Order(
            int rows, long seed, Shares shares, Map<String, Double> languages, Set<String> wordLanguages, StyleWeights style) {}

    /// A row without its language.
    private record Cell(TaskKind task, ModalityPair modality, ConceptQuestion question) {

        /// Whether any text of the row is in the row's language. Labels, questions and wishes are English.
        boolean followsLanguage() {
            return queryFollows() || documentFollows();
        }

        boolean queryFollows() {
            return modality.query().hasText() && task != TaskKind.VQA && !asksForText();
        }

        boolean documentFollows() {
            return modality.document().hasText() && !question.answeredByLabel();
        }

        private boolean asksForText() {
            return task == TaskKind.RETRIEVAL && modality.query() == Modality.IMAGE_TEXT && modality.document() == Modality.TEXT;
        }
    }

    private final Order order;
    private final PicturePool pictures;
    private final StyleWeights.Styles styles;
    private final List<Cell> cells;
    private final List<Language> languages;

    public Planner(Order order, PicturePool pictures) {
        this.order = order;
        this.styles = order.style().styles();
        this.pictures = pictures;
        this.cells = random("order").shuffled(cells());
        this.languages = languages(cells);
    }

    /// The number of rows.
    public int size() {
        return cells.size();
    }

    /// The plan: one row after the other, in an order that the seed shuffles.
    public List<PlannedRow> plan() {
        return IntStream.range(0, size()).mapToObj(number -> row(number, 0)).toList();
    }

    /// One attempt at a row.
    public PlannedRow row(int number, int attempt) {
        return draw(number, attempt, kind(number));
    }

    /// What a row is, without drawing its pictures.
    public RowKind kind(int number) {
        return kind(number, cells.get(number), languages.get(number));
    }

    /// The same row once more, of the same kind but with a new seed and so with other pictures and texts.
    public PlannedRow again(PlannedRow row) {
        return draw(row.number(), row.attempt() + 1, row.kind());
    }

    private PlannedRow draw(int number, int attempt, RowKind kind) {
        long seed = random("row", number, attempt).nextLong();
        return new PlannedRow(number, attempt, kind, seed, pictures.draw(kind, SeededRandom.of(seed, "pictures")));
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>(order.rows());
        Apportionment.of(order.rows(), order.shares().taskWeights()).forEach((task, taskRows) ->
                Apportionment.of(taskRows, order.shares().pairWeights(task)).forEach((pair, pairRows) ->
                        Apportionment.of(pairRows, questions(task, pair)).forEach((question, count) -> {
                            for (int i = 0; i < count; i++) {
                                cells.add(new Cell(task, pair, question));
                            }
                        })));
        return cells;
    }

    private Map<ConceptQuestion, Double> questions(TaskKind task, ModalityPair pair) {
        Shares shares = order.shares();
        return switch (task) {
            case CLASSIFICATION -> questionWeights(shares.labels());
            case VQA -> questionWeights(shares.questions());
            case RETRIEVAL, GROUNDING -> pair.equals(ModalityPair.parse("IT2T"))
                    ? questionWeights(shares.wishes())
                    : Map.of(ConceptQuestion.NAME, 1.0);
        };
    }

    private static SequencedMap<ConceptQuestion, Double> questionWeights(Map<String, Double> weights) {
        return Shares.keyed(weights, name -> ConceptQuestion.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /// A language for each cell. Keyword rows choose first, among the languages that have keywords; the shares hold over all.
    private List<Language> languages(List<Cell> cells) {
        int count = (int) cells.stream().filter(Cell::followsLanguage).count();
        SequencedMap<Language, Double> weights = Shares.keyed(order.languages(), Language::new);
        Deque<Language> withWords = new ArrayDeque<>();
        Deque<Language> others = new ArrayDeque<>();
        for (Language language : random("languages").shuffled(Apportionment.expand(Apportionment.of(count, weights)))) {
            (order.wordLanguages().contains(language.tag()) ? withWords : others).add(language);
        }
        Map<Integer, Language> chosen = new HashMap<>();
        assign(cells, chosen, withWords, cell -> cell.followsLanguage() && cell.question() == ConceptQuestion.KEYWORD);
        List<Language> left = new ArrayList<>(withWords);
        left.addAll(others);
        assign(cells, chosen, new ArrayDeque<>(random("rest").shuffled(left)), Cell::followsLanguage);
        return IntStream.range(0, cells.size())
                .mapToObj(number -> chosen.getOrDefault(number, Language.ENGLISH))
                .toList();
    }

    /// Hands languages to the cells that want one and have none yet, as far as they go.
    private static void assign(List<Cell> cells, Map<Integer, Language> chosen, Deque<Language> languages, Predicate<Cell> wants) {
        for (int number = 0; number < cells.size() && !languages.isEmpty(); number++) {
            if (!chosen.containsKey(number) && wants.test(cells.get(number))) {
                chosen.put(number, languages.remove());
            }
        }
    }

    private RowKind kind(int number, Cell cell, Language language) {
        SequencedMap<TextForm, Double> forms =
                Shares.keyed(order.shares().forms(), name -> TextForm.valueOf(name.toUpperCase(Locale.ROOT)));
        double[] weights = forms.values().stream().mapToDouble(Double::doubleValue).toArray();
        TextForm form = random("form", number).weighted(List.copyOf(forms.keySet()), weights);
        return new RowKind(cell.task(), cell.modality(), language, new RowAttributes(
                cell.question(),
                form,
                cell.queryFollows() ? language : Language.ENGLISH,
                cell.documentFollows() && !captionWouldRepeat(cell, language) ? language : Language.ENGLISH,
                style(number, cell)));
    }

    private WritingStyle style(int number, Cell cell) {
        String task = cell.task().code();
        return styles.draw(random("style", number), List.of(task + "-" + cell.modality().code(), task));
    }

    /// In a language without keywords the only text about a picture is its name; a captioned document would repeat the query's. It is
    /// captioned in English instead.
    private boolean captionWouldRepeat(Cell cell, Language language) {
        return cell.modality().document() == Modality.IMAGE_TEXT && !order.wordLanguages().contains(language.tag());
    }

    private SeededRandom random(Object... salt) {
        Object[] whole = new Object[salt.length + 1];
        whole[0] = "plan";
        System.arraycopy(salt, 0, whole, 1, salt.length);
        return SeededRandom.of(order.seed(), whole);
    }
}
