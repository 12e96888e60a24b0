package dev.mme5.cli.report;

/// A part of a page.
///
/// @param title its heading
/// @param lead a sentence or two, as text
/// @param body as HTML
record Section(String title, String lead, String body) {

    String html() {
        return "<section><h2>" + Html.escaped(title) + "</h2>" + (lead.isEmpty() ? "" : Html.text("p", "lead", lead)) + "\n" + body
                + "</section>\n";
    }
}
