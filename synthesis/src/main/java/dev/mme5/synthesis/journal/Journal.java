package dev.mme5.synthesis.journal;

import dev.mme5.core.DatasetException;
import dev.mme5.core.FileTrouble;
import dev.mme5.synthesis.journal.JournalRecord.Call;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The append-only journal of a run, one record on each line of `journal/calls.jsonl`. Thread-safe; one process at a time.
///
/// A record is with the operating system when [#append] returns, so that no kill of the process can lose it. All that came since is
/// forced to disk once a second, and at the end: a power cut loses a second's answers at most. A line that a kill cut short is cut
/// off when the journal is opened again.
public final class Journal implements AutoCloseable {
    /// The folder in a run's folder.
    public static final String FOLDER = "journal";
    /// The journal in that folder.
    public static final String FILE_NAME = "calls.jsonl";

    private static final long FORCE_EVERY_MILLIS = 1000;

    private final Path file;
    private final RunLock runLock;
    private final JournalReader reader;
    private final Recorded recorded;
    private final FileOutputStream out;
    private final Thread forcing;
    private final ReentrantLock lock = new ReentrantLock();
    private long end;
    private boolean unforced;
    private boolean broken;
    private boolean closed;

    private Journal(Path file, RunLock runLock, FileOutputStream out, JournalReader reader) throws IOException {
        this.file = file;
        this.runLock = runLock;
        this.out = out;
        this.reader = reader;
        this.recorded = new Recorded();
        JournalReader.Scan scan = reader.scan(recorded);
        recorded.damaged(scan.damaged());
        cutAfter(scan.wholeBytes());
        this.end = scan.wholeBytes();
        this.forcing = Thread.ofPlatform().daemon().name("journal-force").start(this::forceNowAndThen);
    }

    /// Opens the journal of a run, making it if need be.
    ///
    /// @param run the run's folder
    /// @throws DatasetException if another process works on the run
    public static Journal open(Path run) {
        Path file = file(run);
        try {
            Files.createDirectories(file.getParent());
            RunLock runLock = RunLock.take(file.resolveSibling("lock"), run);
            try {
                return open(file, runLock);
            } catch (IOException | RuntimeException e) {
                runLock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected to open the journal, got " + FileTrouble.of(e), e);
        }
    }

    private static Journal open(Path file, RunLock runLock) throws IOException {
        FileOutputStream out = new FileOutputStream(file.toFile(), true);
        try {
            return new Journal(file, runLock, out, new JournalReader(file));
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    /// Where a run's journal is.
    public static Path file(Path run) {
        return run.resolve(FOLDER).resolve(FILE_NAME);
    }

    private void cutAfter(long bytes) throws IOException {
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            if (whole.length() > bytes) {
                whole.setLength(bytes);
            }
        }
    }

    /// What was there when the journal was opened.
    public Recorded recorded() {
        return recorded;
    }

    /// Adds a record.
    ///
    /// @return the place to [#read] it from
    /// @throws UncheckedIOException if it cannot be written, as on a full disk; the journal takes no more then
    public long append(JournalRecord record) {
        byte[] line = (JournalLine.write(record) + "\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            if (broken || closed) {
                throw new IllegalStateException(file + ": expected an open journal, got one that " + (broken ? "failed" : "is closed"));
            }
            broken = true;
            out.write(line);
            broken = false;
            unforced = true;
            long offset = end;
            end += line.length;
            return offset;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    /// The call that was recorded at a place.
    public Call read(long offset) {
        return (Call) reader.read(offset);
    }

    private void forceNowAndThen() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(FORCE_EVERY_MILLIS);
                force();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (IOException e) {
            lock.lock();
            broken = true;
            lock.unlock();
        }
    }

    private void force() throws IOException {
        lock.lock();
        boolean needed = unforced;
        unforced = false;
        lock.unlock();
        if (needed) {
            out.getFD().sync();
        }
    }

    /// Forces everything to disk and lets another process have the run. Closing again does nothing.
    @Override
    public void close() {
        lock.lock();
        boolean first = !closed;
        closed = true;
        lock.unlock();
        if (!first) {
            return;
        }
        forcing.interrupt();
        try (runLock; reader; out) {
            force();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(file + ": expected to write the journal, got " + FileTrouble.of(e)
                + "; what was written before is safe, run the same command again", e);
    }
}
