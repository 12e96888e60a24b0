package dev.mme5.cli.report;

import dev.mme5.core.run.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A page that is one file: style and pictures are in it, and it asks for nothing from elsewhere.
///
/// @param title of the page
/// @param lead under the title, as text
/// @param facts small ones, as text
/// @param sections in order
/// @param footer as text
public record Page(String title, String lead, List<String> facts, List<Section> sections, String footer) {
    /// The page's name in a run's folder.
    public static final String FILE_NAME = "report.html";

    public Page {
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
    }

    /// Writes the page into a run's folder.
    public void write(Path run) {
        AtomicFiles.writeString(run.resolve(FILE_NAME), html());
    }

    /// The whole page.
    public String html() {
        String chips = facts.stream().map(fact -> Html.text("span", "fact", fact)).collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <header><h1>%s</h1><p>%s</p><div class="facts">%s</div></header>
                <main>
                %s</main>
                <footer>%s</footer>
                </body>
                </html>
                """.formatted(Html.escaped(title), style(), Html.escaped(title), Html.escaped(lead), chips,
                sections.stream().map(Section::html).collect(Collectors.joining()), Html.escaped(footer));
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(Page.class.getResourceAsStream("report.css"), "report.css is in the jar")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
