package dev.mme5.synthesis.teacher.offline;

import dev.mme5.core.Language;
import dev.mme5.core.Thinking;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptLabels;
import dev.mme5.synthesis.plan.PictureRole;
import java.util.List;

/// Tells of each picture what the corpus knows, under the four aspects of mmE5 section 3.3.
final class PictureInterpreter {

    private PictureInterpreter() {}

    static List<Thinking.Interpretation> interpret(Subject subject) {
        return subject.request().roles().stream().map(role -> interpret(subject, role)).toList();
    }

    private static Thinking.Interpretation interpret(Subject subject, PictureRole role) {
        Concept concept = subject.concept(role);
        return new Thinking.Interpretation(
                role.code(),
                "A drawing of: " + name(concept, Language.ENGLISH) + ".",
                details(concept),
                "It stands alone on an empty ground. Its kind is " + ConceptLabels.subgroup(concept) + ", in the group "
                        + ConceptLabels.group(concept) + ".",
                brainstorm(subject, role));
    }

    private static String details(Concept concept) {
        List<String> words = concept.keywords(Language.ENGLISH);
        return words.isEmpty() ? "A single object, nothing beside it." : "To be seen or thought of: " + String.join(", ", words) + ".";
    }

    private static String brainstorm(Subject subject, PictureRole role) {
        String name = "\"" + name(subject.concept(role), subject.language()) + "\"";
        String language = subject.language().englishName();
        return switch (role) {
            case QUERY -> subject.documentModality().hasImage()
                    ? "A query may start from it and ask for another of its kind; in " + language + " it is " + name + "."
                    : "A query may ask for " + subject.question().wish(subject.language()) + "; in " + language + " it is " + name + ".";
            case POSITIVE -> "The query must lead here; in " + language + " it is " + name + ".";
            case HARD_NEGATIVE -> "It is near to the positive picture but is " + name + ", which the query must rule out.";
        };
    }

    private static String name(Concept concept, Language language) {
        return concept.name(language).orElse(concept.character());
    }
}
