package dev.mme5.synthesis;

import dev.mme5.core.Example;
import dev.mme5.core.Thinking;
import dev.mme5.core.Verdict;
import dev.mme5.core.dataset.ExampleWriter;
import dev.mme5.core.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Writes and counts rows and refusals as they are judged. Not thread-safe.
///
/// @param rejected takes a line for each refused answer
record RowSink(ExampleWriter rows, OutputStream rejected, Tally tally, Meter meter) implements Judge.Sink {

    @Override
    public void kept(Reply reply, Example example) {
        rows.append(example);
        tally.kept(reply, reply.said() instanceof Reply.Said.Answer said && said.answer().changed());
        meter.kept();
    }

    @Override
    public void refused(Reply reply, Verdict.Rejected verdict, Optional<Thinking.Draft> texts) {
        try {
            String line = Json.write(RejectedRow.of(reply.row(), verdict, texts)) + "\n";
            rejected.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tally.refused(reply, verdict.gate());
    }
}
