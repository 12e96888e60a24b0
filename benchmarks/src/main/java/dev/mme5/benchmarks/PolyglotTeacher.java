package dev.mme5.benchmarks;

import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.TaskKind;
import dev.mme5.core.Thinking;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.RowAttributes;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.offline.OfflineTeacher;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The offline teacher in rows that are planned for one that sees, where every text but the instruction is in the row's language. Its
/// questions are English, since the corpus has no others; here such a row asks with what the corpus has in the language: names of
/// things that the picture does not show. What has no name in a language is called by its emoji. Thread-safe.
final class PolyglotTeacher {
    private static final int NAMES_OF_A_QUESTION = 3;

    private final OfflineTeacher offline;
    private final List<Concept> concepts;

    PolyglotTeacher(List<Concept> concepts) {
        this.concepts = List.copyOf(concepts);
        offline = new OfflineTeacher(concepts);
    }

    /// @throws dev.mme5.synthesis.teacher.AnswerException if the corpus knows too little to write the row
    SinglePassAnswer answer(SinglePassRequest request) {
        SinglePassRequest named = new SinglePassRequest(request.kind(),
                request.pictures().stream().map(picture -> named(picture, request.kind().language())).toList(), request.seed());
        return isQuestion(request.kind()) ? asked(named) : offline.answer(named).answer();
    }

    /// The same with questions in English, which do not keep to the plan of a row in another language.
    SinglePassAnswer inEnglish(SinglePassRequest request) {
        return offline.answer(request).answer();
    }

    private static RolePicture named(RolePicture picture, Language language) {
        Optional<Concept> known = picture.concept().map(concept -> {
            Map<String, String> names = new HashMap<>(concept.names());
            names.putIfAbsent(language.tag(), concept.character());
            return new Concept(concept.id(), concept.character(), concept.group(), concept.subgroup(), concept.split(), names, concept.keywords());
        });
        return new RolePicture(picture.role(), picture.image(), known);
    }

    /// Whether the query's text is a question, a wish or words that must not give the answer away, in another language than English.
    private static boolean isQuestion(RowKind kind) {
        boolean answered = kind.task() != TaskKind.RETRIEVAL || kind.modality().document() == Modality.TEXT;
        return answered && kind.modality().query().hasText() && !kind.attributes().queryLanguage().equals(Language.ENGLISH);
    }

    private SinglePassAnswer asked(SinglePassRequest request) {
        SinglePassAnswer english = offline.answer(new SinglePassRequest(inEnglish(request.kind()), request.pictures(), request.seed())).answer();
        String question = question(request, english.revised());
        return new SinglePassAnswer(english.interpretations(), asking(english.draft(), question), english.evaluation(), english.improvements(),
                asking(english.revised(), question));
    }

    private static RowKind inEnglish(RowKind kind) {
        RowAttributes planned = kind.attributes();
        return new RowKind(kind.task(), kind.modality(), kind.language(), new RowAttributes(
                planned.question(), planned.form(), Language.ENGLISH, planned.documentLanguage(), planned.style()));
    }

    private static Thinking.Draft asking(Thinking.Draft texts, String question) {
        return new Thinking.Draft(texts.instruction(), question, texts.positive(), texts.hardNegative());
    }

    private String question(SinglePassRequest request, Thinking.Draft texts) {
        Language language = request.kind().attributes().queryLanguage();
        Concept shown = request.pictures().stream().filter(picture -> picture.role() == PictureRole.QUERY).findFirst().orElseThrow()
                .concept().orElseThrow();
        SeededRandom random = SeededRandom.of(request.seed(), "question");
        Stream<Concept> alike = random.shuffled(concepts).stream().filter(other -> other.subgroup().equals(shown.subgroup()));
        return Stream.concat(alike, random.shuffled(concepts).stream())
                .flatMap(other -> other.name(language).stream())
                .filter(name -> !tells(name, texts.positive()) && !tells(name, texts.hardNegative()))
                .distinct()
                .limit(NAMES_OF_A_QUESTION)
                .collect(Collectors.joining(", ", "", "?"));
    }

    private static boolean tells(String text, String answer) {
        return text.toLowerCase(Locale.ROOT).contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
