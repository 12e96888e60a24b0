package dev.mme5.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.Thinking;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowGalleryTest {
    private static Example row(String id, TaskKind task, String language, Content query) {
        Thinking thinking = new Thinking(
                List.of(new Thinking.Interpretation("query", "a shape", "four <corners>", "none", "geometry")),
                new Thinking.Draft("Find it.", "", "draft text", ""),
                new Thinking.SelfEvaluation("fine", "yes", "clear", "low"), "say it in the language");
        return new Example(id, task, new Language(language), "Find it.", query, Content.text("<b>مربع</b>"), List.of(Content.text("three")),
                new Provenance.Synthetic("offline", "1", 7, thinking));
    }

    @Test
    void choosesRowsOfDifferentKindsAndLanguages() {
        Content text = Content.text("x");
        Content picture = Content.image(new ImageRef.FileImage(Path.of("gone.png")));
        List<Example> rows = List.of(row("1", TaskKind.RETRIEVAL, "de", text), row("2", TaskKind.RETRIEVAL, "ja", text),
                row("3", TaskKind.VQA, "de", text), row("4", TaskKind.VQA, "ar", text), row("5", TaskKind.VQA, "de", picture));

        assertThat(RowGallery.choose(rows, 9)).extracting(Example::id).containsExactly("1", "4", "5");
        assertThat(RowGallery.choose(rows, 2)).extracting(Example::id).containsExactly("1", "4");
    }

    @Test
    void showsTheTeachersFourStepsAndEscapesItsWords() {
        Content picture = Content.image(new ImageRef.FileImage(Path.of("gone.png")));

        String html = RowGallery.html(List.of(row("1", TaskKind.RETRIEVAL, "ar", picture)));

        assertThat(html).contains("Interpretation: query", "Draft", "Evaluation", "Revision", "draft text", "say it in the language",
                "four &lt;corners&gt;", "&lt;b&gt;مربع&lt;/b&gt;", "lang=\"ar\" dir=\"auto\"", "(picture gone)");
    }
}
