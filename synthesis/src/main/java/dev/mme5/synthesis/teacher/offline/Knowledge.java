package dev.mme5.synthesis.teacher.offline;

import dev.mme5.core.Language;
import dev.mme5.core.corpus.AskedQuestion;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.corpus.WrongAnswers;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.synthesis.plan.TextForm;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What the offline teacher knows of the world beyond the pictures of a row: the concepts it may speak of.
final class Knowledge {
    private final List<Concept> concepts;
    private final Map<String, List<Concept>> bySubgroup;
    private final WrongAnswers wrongAnswers;

    Knowledge(Collection<Concept> concepts) {
        this.concepts = List.copyOf(concepts);
        this.bySubgroup = this.concepts.stream().collect(Collectors.groupingBy(Concept::subgroup));
        this.wrongAnswers = new WrongAnswers(this.concepts);
    }

    /// A wrong answer, empty if none is known.
    Optional<String> wrongAnswer(AskedQuestion asked, WrongAnswers.Nearness nearness, SeededRandom random) {
        return wrongAnswers.draw(asked, nearness, 1, random::nextInt).stream().findFirst();
    }

    /// Whether no other wrong answer is nearer to the right one.
    boolean isNearest(AskedQuestion asked, String wrong) {
        return wrongAnswers.isNearest(asked, wrong);
    }

    /// Another concept that has a name in the language, empty if none is known.
    Optional<Concept> other(Concept concept, Language language, WrongAnswers.Nearness nearness, SeededRandom random) {
        List<Concept> near = nearness == WrongAnswers.Nearness.NEAREST_FIRST ? others(concept, language) : List.of();
        return near.isEmpty()
                ? random.shuffled(concepts).stream().filter(isOther(concept, language)).findFirst()
                : Optional.of(random.pick(near));
    }

    /// Whether a text describes a neighbour of the concept, or there is none to describe.
    boolean describesNeighbour(Concept concept, Language language, String text) {
        List<Concept> near = others(concept, language);
        return near.isEmpty() || near.stream().anyMatch(other -> describes(text, other, language));
    }

    /// Whether a text is one of the ways to describe a concept.
    private static boolean describes(String text, Concept concept, Language language) {
        List<String> words = concept.keywords(language);
        boolean beginsAlike = concept.name(language).filter(text::startsWith).isPresent()
                || !words.isEmpty() && text.startsWith(words.getFirst());
        return beginsAlike
                && Arrays.stream(TextForm.values()).anyMatch(form -> form.write(concept, language).filter(text::equals).isPresent());
    }

    /// Whether all that a text says is true of a concept, so that it fits its picture too.
    static boolean fits(String text, Concept concept, Language language) {
        AskedQuestion asked = new AskedQuestion(ConceptQuestion.NAME, concept, language);
        return asked.isTrue(text) || Arrays.stream(text.split(TextForm.SEPARATOR)).allMatch(asked::isTrue);
    }

    private List<Concept> others(Concept concept, Language language) {
        return bySubgroup.getOrDefault(concept.subgroup(), List.of()).stream().filter(isOther(concept, language)).toList();
    }

    private static Predicate<Concept> isOther(Concept concept, Language language) {
        return other -> !other.id().equals(concept.id()) && other.name(language).isPresent();
    }
}
