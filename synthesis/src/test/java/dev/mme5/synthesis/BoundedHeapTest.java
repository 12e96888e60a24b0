package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Thinking;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedHeapTest {
    private static final int ROWS = 8000;
    private static final int ANSWER_CHARACTERS = 16_000;
    private static final String HEAP = "64m";

    @TempDir
    private Path folder;

    @Test
    void answersWaitOnDiskForASlowOneNotInMemory() throws IOException, InterruptedException {
        Path corpus = TinyCorpus.write(folder.resolve("corpus"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + HEAP,
                        "-XX:+UseSerialGC", "-cp", classPath, Program.class.getName(), corpus.toString(), folder.resolve("run").toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(() -> read(log)).isZero();
        assertThat(Files.size(folder.resolve("run/journal/calls.jsonl"))).isGreaterThan((long) ROWS * ANSWER_CHARACTERS);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// A run whose first answer comes last.
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            Path corpus = Path.of(arguments[0]);
            String[] recipe = {"rows=" + ROWS, "run={inFlight: 32}", "languages={en: 1}", "shares.retrieval={I2T: 1}", "shares.tasks={retrieval: 1}"};
            long first = Runs.planner(corpus, Runs.recipe(corpus, recipe)).row(0, 0).seed();
            SynthesisReport report = Runs.with(new LastFirst(first), corpus, recipe).run(RunDirectory.open(Path.of(arguments[1])));
            if (report.written() != ROWS) {
                throw new IllegalStateException(report.toString());
            }
        }
    }

    /// @param first the seed of the request that is answered when all others have been
    private record LastFirst(long first, AtomicInteger answered, CountDownLatch others) implements Teacher {
        LastFirst(long first) {
            this(first, new AtomicInteger(), new CountDownLatch(ROWS - 1));
        }

        @Override
        public TeacherInfo info() {
            return new TeacherInfo("last-first", "1");
        }

        @Override
        public String fingerprint(SinglePassRequest request) {
            return request.fingerprint(info(), "");
        }

        @Override
        public TeacherReply answer(SinglePassRequest request) throws InterruptedException {
            if (request.seed() == first) {
                others.await();
            } else {
                others.countDown();
            }
            int number = answered.incrementAndGet();
            String long1 = "x".repeat(ANSWER_CHARACTERS);
            Thinking.Draft draft = new Thinking.Draft("Find what fits.", "", "thing " + number, "other " + number);
            SinglePassAnswer answer = new SinglePassAnswer(
                    List.of(new Thinking.Interpretation(PictureRole.QUERY.code(), long1, "b", "c", "d")), draft,
                    new Thinking.SelfEvaluation("a", "b", "c", "d"), "none", draft);
            return new TeacherReply(answer, answer.toJson(), Usage.ONE_CALL);
        }
    }
}
