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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
public record CheckedExamples(List<Example> whole, List<SetAside> setAside) {

    /// @param id of the example
    /// @param reason `<where>: expected <this>, got <that>; <what to do>`
    public record SetAside(String id, String reason) {}

    public CheckedExamples {
        whole = List.copyOf(whole);
        setAside = List.copyOf(setAside);
    }

    /// Prepares everything once, before training begins: hours later is too late to learn of a broken picture.
    ///
    /// @param negatives most hard negatives of an example that are shown
    /// @param reader makes a prompt ready for the model
    public static CheckedExamples of(
            List<Example> examples, int negatives, Function<Content, Prepared> reader, Progress progress) {
        Map<Content, Optional<String>> known = new ConcurrentHashMap<>();
        List<Future<Optional<String>>> checks = new ArrayList<>();
        List<Example> whole = new ArrayList<>();
        List<SetAside> setAside = new ArrayList<>();
        try (Progress.Stage stage = progress.begin("checking examples", examples.size());
                ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Example example : examples) {
                List<Content> shown = ContrastiveTask.shown(example, negatives);
                checks.add(threads.submit(() -> problem(shown, reader, known)));
            }
            for (int i = 0; i < checks.size(); i++) {
                Example example = examples.get(i);
                await(checks.get(i)).ifPresentOrElse(
                        reason -> setAside.add(new SetAside(example.id(), reason)), () -> whole.add(example));
                stage.advance(1);
            }
        }
        return new CheckedExamples(whole, setAside);
    }

    private static Optional<String> problem(
            List<Content> contents, Function<Content, Prepared> reader, Map<Content, Optional<String>> known) {
        for (Content content : contents) {
            Optional<String> problem = known.get(content);
            if (problem == null) {
                problem = problem(content, reader);
                known.put(content, problem);
            }
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(Content content, Function<Content, Prepared> reader) {
        try {
            reader.apply(content);
            return Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.of(e.getCause().getMessage());
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> await(Future<Optional<String>> check) {
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
