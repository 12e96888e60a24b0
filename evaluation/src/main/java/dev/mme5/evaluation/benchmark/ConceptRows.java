package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Content;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Prompts;
import dev.mme5.core.corpus.AskedQuestion;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptInstruction;
import dev.mme5.core.corpus.ConceptLabels;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.corpus.WrongAnswers;
import dev.mme5.core.corpus.WrongAnswers.Nearness;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Rows with candidates about single concepts. Wrong candidates come from the whole corpus, some of them from the right one's own
/// neighbourhood, never from a concept with the very same picture. A row depends on the seed and on what it is about, not on which
/// other rows are drawn.
final class ConceptRows {
    private final List<Concept> concepts;
    private final Twins twins;
    private final Function<Concept, ImageRef> picture;
    private final CandidateCounts counts;
    private final long seed;
    private final WrongAnswers wrongAnswers;

    /// @param all how many candidates a row has
    /// @param hard how many wrong ones are taken from nearby first
    record CandidateCounts(int all, int hard) {}

    ConceptRows(
            List<Concept> concepts, Twins twins, Function<Concept, ImageRef> picture, CandidateCounts counts, long seed) {
        this.concepts = concepts;
        this.twins = twins;
        this.picture = picture;
        this.counts = counts;
        this.seed = seed;
        this.wrongAnswers = new WrongAnswers(concepts);
    }

    /// Picture to label.
    Optional<BenchmarkRow> classification(ConceptInstruction instruction, ConceptQuestion question, Concept concept) {
        AskedQuestion asked = new AskedQuestion(question, concept, Language.ENGLISH);
        Content query = Prompts.query(instruction.text(0, Language.ENGLISH), Content.image(picture.apply(concept)));
        return textRow(asked, query);
    }

    /// Picture and question to answer; none if the corpus knows no answer in the language.
    Optional<BenchmarkRow> question(ConceptQuestion question, Concept concept, Language language) {
        AskedQuestion asked = new AskedQuestion(question, concept, language);
        String words = question.text(0, language);
        Content content = Content.imageText(picture.apply(concept), words);
        return textRow(asked, Prompts.query(ConceptInstruction.ANSWER.text(0, Language.ENGLISH), content));
    }

    private Optional<BenchmarkRow> textRow(AskedQuestion asked, Content query) {
        if (asked.answers().isEmpty()) {
            return Optional.empty();
        }
        SeededRandom random = SeededRandom.of(seed, "row", asked.question(), asked.concept().id(), asked.language());
        List<String> texts = new ArrayList<>();
        texts.add(random.pick(asked.answers()));
        texts.addAll(wrong(asked, random));
        return texts.size() < 2
                ? Optional.empty()
                : Optional.of(MmebRows.row(query, texts.stream().map(text -> Prompts.document(Content.text(text))).toList()));
    }

    private List<String> wrong(AskedQuestion asked, SeededRandom random) {
        int wanted = counts.all() - 1;
        WrongAnswers source = wrongAnswersFor(asked.concept());
        List<String> wrong = new ArrayList<>(source.draw(asked, Nearness.NEAREST_FIRST, counts.hard(), random::nextInt));
        List<String> folded = new ArrayList<>(wrong.stream().map(ConceptRows::fold).toList());
        for (String text : source.draw(asked, Nearness.ANYWHERE, wanted + counts.hard(), random::nextInt)) {
            if (wrong.size() < wanted && !folded.contains(fold(text))) {
                wrong.add(text);
            }
        }
        return wrong;
    }

    /// What is true of a twin is not wrong of the concept.
    private WrongAnswers wrongAnswersFor(Concept concept) {
        return twins.of(concept).size() == 1 ? wrongAnswers : new WrongAnswers(others(concept));
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /// Another picture of the target's subgroup, and the target's name, to the target's picture. None if the target is alone in its
    /// subgroup or has no name in the language.
    Optional<BenchmarkRow> sameKindShowing(Concept target, Language language) {
        return wish(ConceptInstruction.FIND_SAME_KIND_SHOWING, target, language, kindOf(target));
    }

    /// A picture of anything and the target's name to the target's picture.
    Optional<BenchmarkRow> instead(Concept target, Language language) {
        return wish(ConceptInstruction.FIND_INSTEAD, target, language, others(target));
    }

    /// @param shown what the query's picture may show
    private Optional<BenchmarkRow> wish(ConceptInstruction instruction, Concept target, Language language, List<Concept> shown) {
        Optional<String> name = target.name(language);
        if (shown.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        SeededRandom random = SeededRandom.of(seed, instruction.name(), target.id(), language);
        Concept drawn = random.pick(shown);
        Content query = Prompts.query(
                instruction.text(0, Language.ENGLISH), Content.imageText(picture.apply(drawn), name.get()));
        List<Content> documents = candidates(target, drawn, kindOf(target), random).stream()
                .map(concept -> Prompts.document(Content.image(picture.apply(concept))))
                .toList();
        return documents.size() < 2 ? Optional.empty() : Optional.of(MmebRows.row(query, documents));
    }

    private List<Concept> kindOf(Concept target) {
        return others(target).stream()
                .filter(other -> ConceptLabels.subgroup(other).equals(ConceptLabels.subgroup(target)))
                .toList();
    }

    /// The target, then wrong pictures: the nearest from its subgroup, the rest from anywhere; the query's own picture is not among
    /// them.
    private List<Concept> candidates(Concept target, Concept shown, List<Concept> kind, SeededRandom random) {
        List<Concept> chosen = new ArrayList<>();
        chosen.add(target);
        List<Concept> near = random.shuffled(kind.stream().filter(other -> !twins.same(shown, other)).toList());
        addDistinct(chosen, near, 1 + counts.hard());
        List<Concept> anywhere = others(target).stream().filter(other -> !twins.same(shown, other)).toList();
        addDistinct(chosen, random.shuffled(anywhere), counts.all());
        return chosen;
    }

    /// Adds concepts, no two with the same picture, until there are so many.
    private void addDistinct(List<Concept> chosen, List<Concept> from, int size) {
        for (Concept concept : from) {
            if (chosen.size() >= size) {
                return;
            }
            if (chosen.stream().noneMatch(other -> twins.same(concept, other))) {
                chosen.add(concept);
            }
        }
    }

    private List<Concept> others(Concept target) {
        return concepts.stream().filter(other -> !twins.same(target, other)).toList();
    }
}
