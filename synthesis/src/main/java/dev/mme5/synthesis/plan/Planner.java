package dev.mme5.synthesis.plan;

import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.random.SeededRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/// Draws the whole plan from a seed before any teacher is asked. Tasks, modality pairs, languages and questions follow their shares
/// exactly, up to rounding; chance decides their order, the pictures, the style and the texts' form.
///
/// Only tasks, pairs and languages are held, four bytes a row; all else of a row follows from its number and is drawn when it is asked
/// for. Immutable, and thread-safe if the pictures are.
public final class Planner {

    /// What a plan is made from.
    ///
    /// @param rows how many
    /// @param languages BCP 47 tag to weight, over the rows in which some text follows the row's language
    /// @param wordLanguages the tags of languages that the corpus has keywords in; keyword rows are planned in these only
    /// @param style how the texts are to be written
    public record Order(
            int rows, long seed, Shares shares, Map<String, Double> languages, Set<String> wordLanguages, StyleWeights style) {}

    private final Order order;
    private final PicturePool pictures;
    private final CellTable table;
    private final StyleWeights.Styles styles;
    private final StyleWeights.Choice<TextForm> forms;

    public Planner(Order order, PicturePool pictures) {
        this.order = order;
        this.pictures = pictures;
        this.styles = order.style().styles();
        SequencedMap<TextForm, Double> weights = Shares.keyed(
                order.shares().forms().orElse(Map.of("name", 1.0)), name -> TextForm.valueOf(name.toUpperCase(Locale.ROOT)));
        this.forms = StyleWeights.Choice.of(weights);
        this.table = new CellTable(order, purpose -> SeededRandom.of(order.seed(), "plan", purpose));
    }

    /// The number of rows.
    public int size() {
        return table.size();
    }

    /// Where its pictures come from.
    public PicturePool pictures() {
        return pictures;
    }

    /// The plan: one row after the other, in an order that the seed shuffles. Draws every row's pictures; [#row(int, int)] draws one's.
    public List<PlannedRow> plan() {
        return IntStream.range(0, size()).mapToObj(number -> row(number, 0)).toList();
    }

    /// One attempt at a row. Whatever was asked for before, the same arguments give the same row.
    ///
    /// @param number from 0
    /// @param attempt 0 at first; each has the same kind but a seed of its own, and so other pictures and texts
    public PlannedRow row(int number, int attempt) {
        RowKind kind = kind(number);
        long seed = random("row", number, attempt).nextLong();
        return new PlannedRow(number, attempt, kind, seed, pictures.draw(kind, SeededRandom.of(seed, "pictures")));
    }

    /// The same row once more, of the same kind but with a new seed and so with other pictures and texts.
    public PlannedRow again(PlannedRow row) {
        return row(row.number(), row.attempt() + 1);
    }

    /// What a row is, without drawing its pictures.
    public RowKind kind(int number) {
        Cell cell = table.cell(number);
        Language language = table.language(number);
        return new RowKind(cell.task(), cell.modality(), language, new RowAttributes(
                cell.question(),
                forms.draw(random("form", number)),
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
        return !cell.free()
                && cell.modality().document() == Modality.IMAGE_TEXT
                && !order.wordLanguages().contains(language.tag());
    }

    private SeededRandom random(Object... salt) {
        Object[] whole = new Object[salt.length + 1];
        whole[0] = "plan";
        System.arraycopy(salt, 0, whole, 1, salt.length);
        return SeededRandom.of(order.seed(), whole);
    }
}
