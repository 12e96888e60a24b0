package dev.mme5.cli.report;

import dev.mme5.core.Language;
import java.util.List;
import java.util.Locale;

/// Searches and the pictures they found.
final class SearchGallery {
    private SearchGallery() {}

    static String html(List<FoundPictures> searches) {
        StringBuilder rows = new StringBuilder();
        searches.forEach(search -> rows.append(Html.element("article", "search", question(search) + hits(search))).append("\n"));
        return Html.element("div", "searches", rows.toString());
    }

    private static String question(FoundPictures search) {
        StringBuilder question = new StringBuilder();
        search.image().ifPresent(image -> question.append(Html.picture(image, "the picture asked with")));
        Language language = search.language().orElse(Language.ENGLISH);
        StringBuilder words = new StringBuilder();
        search.text().ifPresent(text -> words.append(Html.words("b", "asked", language, text)));
        String kind = search.language().map(Language::englishName).orElse("picture");
        words.append(Html.text("span", "small", search.gloss().isEmpty() ? kind : kind + ": " + search.gloss()));
        return Html.element("div", "question", question + Html.element("div", "", words.toString()));
    }

    private static String hits(FoundPictures search) {
        StringBuilder hits = new StringBuilder();
        for (FoundPictures.Found found : search.hits()) {
            hits.append(Html.element("li", found.wanted() ? "wanted" : "", Html.picture(found.picture(), found.name())
                    + Html.text("span", "name", found.name())
                    + Html.text("span", "small", String.format(Locale.ROOT, "%.2f", found.score()))));
        }
        return Html.element("ol", "hits", hits.toString());
    }
}
