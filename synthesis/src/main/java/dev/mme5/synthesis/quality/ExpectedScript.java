package dev.mme5.synthesis.quality;

import dev.mme5.core.Language;
import dev.mme5.core.Thinking;
import dev.mme5.synthesis.plan.RowAttributes;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Each text is written in a script of its language: some letter is of it, and none is of a script that neither the language nor the
/// Latin of brands and initials accounts for. A text without letters, and one in a language not listed in [LanguageScripts], passes.
final class ExpectedScript implements Gate {

    @Override
    public String name() {
        return "expected-script";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        Thinking.Draft texts = candidate.texts();
        RowAttributes attributes = candidate.kind().attributes();
        return check("instruction", texts.instruction(), Language.ENGLISH)
                .or(() -> check("query", texts.query(), attributes.queryLanguage()))
                .or(() -> check("positive", texts.positive(), attributes.documentLanguage()))
                .or(() -> check("hardNegative", texts.hardNegative(), attributes.documentLanguage()));
    }

    private static Optional<String> check(String slot, String text, Language language) {
        Set<UnicodeScript> expected = LanguageScripts.of(language);
        Set<UnicodeScript> found = scripts(text);
        if (expected.isEmpty() || found.isEmpty()) {
            return Optional.empty();
        }
        boolean some = found.stream().anyMatch(expected::contains);
        boolean others = found.stream()
                .anyMatch(script -> !expected.contains(script) && script != UnicodeScript.LATIN);
        return some && !others
                ? Optional.empty()
                : Optional.of(slot + ": expected " + expected + " for " + language.englishName() + ", got " + found
                        + " in \"" + text + "\"");
    }

    private static Set<UnicodeScript> scripts(String text) {
        Set<UnicodeScript> found = EnumSet.noneOf(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
                .forEach(found::add);
        return found;
    }
}
