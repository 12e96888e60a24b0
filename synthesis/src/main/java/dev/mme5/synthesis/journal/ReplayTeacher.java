package dev.mme5.synthesis.journal;

import dev.mme5.core.DatasetException;
import dev.mme5.core.FileTrouble;
import dev.mme5.synthesis.journal.JournalRecord.Call;
import dev.mme5.synthesis.journal.JournalRecord.Result;
import dev.mme5.synthesis.teacher.SinglePassProtocol;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers as the teacher of a recorded run did, from its journal alone: without a network, failures included. With that run's recipe
/// the rows come out the same, byte for byte. Thread-safe.
public final class ReplayTeacher implements Teacher {
    private final Path run;
    private final JournalReader reader;
    private final TeacherInfo info;
    private final Map<String, Long> places = new HashMap<>();

    private ReplayTeacher(Path run, JournalReader reader) {
        this.run = run;
        this.reader = reader;
        Recorded recorded = new Recorded();
        reader.scan(recorded);
        this.info = recorded.session()
                .orElseThrow(() -> new DatasetException(run + ": expected a recorded run, got an empty journal; check the path"))
                .teacher();
        recorded.forEachLatest(place -> places.put(((Call) reader.read(place)).key(), place));
    }

    /// Opens the journal of a run. It may not be at work.
    ///
    /// @throws DatasetException if there is none
    public static ReplayTeacher open(Path run) {
        try {
            return new ReplayTeacher(run, new JournalReader(Journal.file(run)));
        } catch (IOException e) {
            throw new DatasetException(
                    run + ": expected the folder of a recorded run, got " + FileTrouble.of(e) + " at " + Journal.file(run) + "; check the path");
        }
    }

    /// The recorded teacher's.
    @Override
    public TeacherInfo info() {
        return info;
    }

    /// What the recorded teacher gave.
    @Override
    public String fingerprint(SinglePassRequest request) {
        return find(request).map(Call::request).orElseGet(() -> RequestKey.of(request));
    }

    /// @throws DatasetException if there is no answer to this request
    @Override
    public TeacherReply answer(SinglePassRequest request) {
        Call call = find(request).orElseThrow(() -> unknown(request));
        return switch (call.result()) {
            case Result.Answer(String raw, Usage usage) ->
                    new TeacherReply(SinglePassProtocol.parse(raw, request.roles(), run.toString()), raw, usage);
            case Result.Failure failure -> throw failure.exception();
        };
    }

    private Optional<Call> find(SinglePassRequest request) {
        @Nullable Long place = places.get(RequestKey.of(request));
        return place == null ? Optional.empty() : Optional.of((Call) reader.read(place));
    }

    private DatasetException unknown(SinglePassRequest request) {
        return new DatasetException(run + ": expected a recorded answer for a " + request.kind().task().code() + " row ("
                + request.kind().modality().code() + ", " + request.kind().language().tag() + ", seed " + request.seed()
                + "), got none; replay with the recipe of that run, " + run.resolve("recipe.yaml"));
    }

    @Override
    public void close() {
        reader.close();
    }
}
