package dev.mme5.data.card;

import dev.mme5.core.Language;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.published.PublishedFolder;
import dev.mme5.data.published.RowLanguages;
import dev.mme5.data.stats.Statistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the card of a published set says that its rows do not: README.md with the hub's YAML header.
///
/// @param title for people
/// @param license the rows' licence, by the hub's name for it, such as `cc-by-4.0` or `other`
/// @param pictures where the pictures come from and their licences, as Markdown; empty if nobody said
/// @param commands that make the set again
/// @param recipe the resolved recipe as YAML, if there is one
public record DatasetCard(String title, String license, String pictures, List<String> commands, Optional<String> recipe) {
    /// The card's name in the folder.
    public static final String FILE_NAME = "README.md";

    private static final long[] SIZES = {1_000, 10_000, 100_000, 1_000_000, 10_000_000};
    private static final List<String> SIZE_NAMES = List.of("n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M");

    private static final Pattern LICENSE = Pattern.compile("[a-z0-9][a-z0-9.+-]*");

    /// @throws IllegalArgumentException if the licence is no name that the hub could know
    public DatasetCard {
        if (!LICENSE.matcher(license).matches()) {
            throw new IllegalArgumentException("license: expected a name as the hub has it, such as cc-by-4.0, mit or other, got \"" + license
                    + "\"; put what it cannot say into the attribution");
        }
        title = title.strip().replaceAll("\\s+", " ");
        commands = List.copyOf(commands);
    }

    /// The whole card.
    ///
    /// @param statistics of the rows that were written, with [Layout#MME5_SYNTHETIC]'s subsets
    public String markdown(Statistics statistics, Layout layout) {
        return header(statistics, layout) + """
                # %s

                %d rows for contrastive training of multimodal embeddings, in the layout of `%s`. Each has a query, a positive and
                hard negatives; text, picture, or both on each side.

                %s
                ## Columns

                | Column | |
                | --- | --- |
                | `qry` | the instruction, in English, and the query's text; `<|image_1|>` on a line of its own where the picture belongs |
                | `qry_image_path` | the query's picture, from this folder; empty for none |
                | `pos_text`, `pos_image_path` | the positive, in the same way |
                | `neg_text`, `neg_image_path` | the hard negatives: lists as Python literals, equally long |
                | `modality` | what is matched with what, such as `IT2T` |
                | `language` | of the texts, BCP 47; instructions are in English |
                | `provenance` | JSON: the row's id, its instruction apart, and how it came to be, with all that the teacher wrote on the way |

                ```python
                from datasets import load_dataset
                rows = load_dataset("PATH_OF_THIS_FOLDER", "%s", split="train")
                ```

                ## Pictures and licences

                The rows' licence: `%s`. %s

                ## Made again

                %s""".formatted(title, statistics.rows(), "intfloat/" + layout.hubName(), tables(statistics), first(statistics.subsets()),
                license, pictures.isEmpty() ? "Nothing was said about the pictures' licences; ask before you publish them." : pictures.strip(), again());
    }

    private static String first(Map<String, Long> subsets) {
        return subsets.keySet().stream().findFirst().orElse("Retrieval");
    }

    private String header(Statistics statistics, Layout layout) {
        StringBuilder yaml = new StringBuilder("---\n");
        yaml.append("pretty_name: ").append(quoted(title)).append('\n');
        yaml.append("license: ").append(license).append('\n');
        TreeSet<String> tags = new TreeSet<>(statistics.languages().keySet());
        tags.remove(RowLanguages.UNSAID.tag());
        list(yaml, "language", tags.stream().map(tag -> Locale.forLanguageTag(tag).getLanguage()).distinct().map(DatasetCard::quoted).toList());
        list(yaml, "language_bcp47", tags.stream().filter(tag -> tag.contains("-")).map(DatasetCard::quoted).toList());
        yaml.append("multilinguality: ").append(tags.size() > 1 ? "multilingual" : "monolingual").append('\n');
        list(yaml, "size_categories", List.of(quoted(size(statistics.rows()))));
        list(yaml, "task_categories", List.of("feature-extraction", "visual-question-answering", "image-classification"));
        list(yaml, "tags", List.of("multimodal", "embeddings", "contrastive", "hard-negatives", "synthetic"));
        yaml.append("configs:\n");
        for (String subset : new TreeSet<>(statistics.subsets().keySet())) {
            yaml.append("- config_name: ").append(subset).append("\n  data_files:\n  - split: train\n    path: ")
                    .append(PublishedFolder.file(layout, subset)).append('\n');
        }
        return yaml.append("---\n\n").toString();
    }

    private static void list(StringBuilder yaml, String key, List<String> items) {
        if (!items.isEmpty()) {
            yaml.append(key).append(":\n");
            items.forEach(item -> yaml.append("- ").append(item).append('\n'));
        }
    }

    /// YAML takes `no` for a truth value, and the hub's sizes begin with signs.
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String size(long rows) {
        int size = 0;
        while (size < SIZES.length && rows >= SIZES[size]) {
            size++;
        }
        return SIZE_NAMES.get(size);
    }

    private static String tables(Statistics statistics) {
        return table("Task", statistics.tasks()) + table("Modality pair", statistics.modalities())
                + "\n" + statistics.languages().size() + " languages: " + statistics.languages().entrySet().stream()
                        .map(entry -> new Language(entry.getKey()).englishName() + " (`" + entry.getKey() + "`) " + entry.getValue())
                        .collect(Collectors.joining(", "))
                + ".\n\n" + statistics.instructions() + " different instructions. " + statistics.pictures().distinct() + " different pictures, named "
                + statistics.pictures().references() + " times.\n";
    }

    private static String table(String head, Map<String, Long> counts) {
        StringBuilder table = new StringBuilder("\n| " + head + " | Rows |\n| --- | ---: |\n");
        counts.forEach((name, count) -> table.append("| ").append(name).append(" | ").append(count).append(" |\n"));
        return table.toString();
    }

    private String again() {
        StringBuilder text = new StringBuilder();
        if (!commands.isEmpty()) {
            text.append("```\n").append(String.join("\n", commands)).append("\n```\n");
        }
        recipe.ifPresent(yaml -> text.append("\n`").append(PublishedDataset.RECIPE_FILE).append("`:\n\n```yaml\n")
                .append(yaml.strip()).append("\n```\n"));
        return text.isEmpty() ? "Nobody said how.\n" : text.toString();
    }
}
