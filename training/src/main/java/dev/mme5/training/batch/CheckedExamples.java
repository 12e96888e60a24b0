package dev.mme5.training.batch;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import dev.mme5.model.Prepared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Examples that the model can be shown, and those it cannot, because a picture is missing or broken or a text is not taken. A row is
/// learned from whole or not at all; the others stay what they are.
///
/// @param whole in the order of the data
/// @param setAside in the order of the data
/// @param cut which of the whole ones lose the end of a text
public record CheckedExamples(List<Example> whole, List<SetAside> setAside, Cut cut) {
    /// Rows that are looked at side by side.
    private static final int WINDOW = 1024;

    /// @param id of the example
    /// @param reason `<where>: expected <this>, got <that>; <what to do>`
    public record SetAside(String id, String reason) {}

    /// Rows with a text that is longer than the model is shown, which loses its end.
    ///
    /// @param rows how many there are
    /// @param longest the id of the one that loses most; empty if there is none
    /// @param tokens of its longest prompt
    /// @param kept how many of these the model is shown
    public record Cut(int rows, String longest, int tokens, int kept) {
        /// No row.
        public static final Cut NONE = new Cut(0, "", 0, 0);

        private Cut and(String id, Found found) {
            boolean more = found.cutTokens() > tokens - kept;
            return more ? new Cut(rows + 1, id, found.tokens() + found.cutTokens(), found.tokens()) : new Cut(rows + 1, longest, tokens, kept);
        }
    }

    public CheckedExamples {
        setAside = List.copyOf(setAside);
    }

    /// What came of a prompt, or of a row: of its prompts the first that cannot be shown, else the one that loses most.
    ///
    /// @param problem why the model cannot be shown it
    /// @param tokens that the model is shown
    /// @param cutTokens that it is not
    private record Found(Optional<String> problem, int tokens, int cutTokens) {
        static final Found NOTHING = new Found(Optional.empty(), 0, 0);

        Found worse(Found other) {
            return problem.isEmpty() && (other.problem.isPresent() || other.cutTokens > cutTokens) ? other : this;
        }
    }

    /// Prepares everything once, before training begins: hours later is too late to learn of a broken picture. Holds no row.
    ///
    /// @param examples in memory or on disk; those that are whole are a view of it
    /// @param shown what the model is shown of an example
    /// @param reader makes a prompt ready for the model
    public static CheckedExamples of(
            List<Example> examples, Function<Example, List<Content>> shown, Function<Content, Prepared> reader, Progress progress) {
        Function<Content, Found> known = new Remembered<>(content -> found(content, reader));
        int[] whole = new int[examples.size()];
        int count = 0;
        List<SetAside> setAside = new ArrayList<>();
        Cut cut = Cut.NONE;
        try (Progress.Stage stage = progress.begin("checking examples", examples.size());
                ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int from = 0; from < examples.size(); from += WINDOW) {
                List<Example> window = List.copyOf(examples.subList(from, Math.min(examples.size(), from + WINDOW)));
                List<Future<Found>> checks = window.stream()
                        .map(example -> threads.submit(() -> shown.apply(example).stream().map(known).reduce(Found.NOTHING, Found::worse)))
                        .toList();
                for (int i = 0; i < window.size(); i++) {
                    String id = window.get(i).id();
                    Found found = await(checks.get(i));
                    if (found.problem().isPresent()) {
                        setAside.add(new SetAside(id, found.problem().get()));
                    } else {
                        whole[count++] = from + i;
                        cut = found.cutTokens() > 0 ? cut.and(id, found) : cut;
                    }
                    stage.advance(1);
                }
            }
        }
        return new CheckedExamples(SomeExamples.of(examples, Arrays.copyOf(whole, count)), setAside, cut);
    }

    private static Found found(Content content, Function<Content, Prepared> reader) {
        try {
            Prepared prepared = reader.apply(content);
            return new Found(Optional.empty(), prepared.tokens(), prepared.cutTokens());
        } catch (UncheckedIOException e) {
            return new Found(Optional.of(String.valueOf(e.getCause().getMessage())), 0, 0);
        } catch (IllegalArgumentException e) {
            return new Found(Optional.of(String.valueOf(e.getMessage())), 0, 0);
        }
    }

    private static Found await(Future<Found> check) {
        try {
            return check.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("checking examples was interrupted", e);
        }
    }

    /// Writes the rows that were set aside, one a line; without any there is no such file.
    public void writeSetAside(Path file) {
        if (!setAside.isEmpty()) {
            AtomicFiles.writeString(file, setAside.stream().map(row -> Json.write(row) + "\n").collect(Collectors.joining()));
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected to remove the list of an earlier run, got " + e, e);
        }
    }
}
