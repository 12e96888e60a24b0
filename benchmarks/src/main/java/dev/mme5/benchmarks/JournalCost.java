package dev.mme5.benchmarks;

import dev.mme5.synthesis.journal.Journal;
import dev.mme5.synthesis.journal.JournalRecord.Call;
import dev.mme5.synthesis.journal.JournalRecord.Result;
import dev.mme5.synthesis.teacher.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// What the journal alone costs: `JournalCost [rows]`, by as many threads as there are calls in flight.
final class JournalCost {
    private static final int THREADS = 1000;
    private static final String ANSWER = "{\"text\": \"a red bicycle leans on a white wall\"}, ".repeat(40);

    private JournalCost() {}

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Path folder = Files.createTempDirectory("mme5-journal");
        write(folder.resolve("warm-up"), rows / 5);
        System.out.println(Effort.of(() -> write(folder.resolve("run"), rows)).line("appending", rows));
        System.out.println(Effort.of(() -> Journal.open(folder.resolve("run")).close()).line("opening", rows));
        System.out.println(Files.size(Journal.file(folder.resolve("run"))) / rows + " bytes for each answer");
        System.exit(0);
    }

    private static void write(Path run, int rows) {
        try (Journal journal = Journal.open(run); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, THREADS).forEach(thread -> threads.execute(() -> {
                for (int row = thread; row < rows; row += THREADS) {
                    journal.append(new Call(row, 0, "0123456789abcdef".repeat(4), "0123456789abcdef".repeat(2), row, 200, 0.001,
                            new Result.Answer(ANSWER, Usage.ONE_CALL)));
                }
            }));
        }
    }
}
