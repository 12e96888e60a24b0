package dev.mme5.cli;

import dev.mme5.core.CutText;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Counts the texts that lost their end, and says it once. For several threads.
final class CutTexts implements Consumer<CutText> {
    private final ConcurrentLinkedQueue<CutText> texts = new ConcurrentLinkedQueue<>();

    @Override
    public void accept(CutText text) {
        texts.add(text);
    }

    int count() {
        return texts.size();
    }

    /// What the user should know; empty if nothing was cut.
    ///
    /// @param advice what can be done about it
    Optional<String> notice(String advice) {
        return texts.stream().max(Comparator.comparingInt(CutText::tokens)).map(longest -> {
            String subject = count() == 1 ? "1 text lost its end: it had " : count() + " texts lost their ends: the longest had ";
            String beginning = longest.beginning().replaceAll("\\s+", " ");
            return subject + longest.tokens() + " tokens, " + longest.kept() + " were read, and begins \"" + beginning + "\"; " + advice;
        });
    }
}
