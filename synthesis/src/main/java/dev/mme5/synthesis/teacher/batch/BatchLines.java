package dev.mme5.synthesis.teacher.batch;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.BatchResult;
import dev.mme5.synthesis.teacher.SinglePassProtocol;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.http.ChatReply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lines of the files that go into a batch and come out of it.
final class BatchLines {
    private static final int OK = 200;

    private BatchLines() {}

    /// @param body of the chat completion
    /// @param out takes the line
    static void request(RequestId id, byte[] body, ByteArrayOutputStream out) {
        String open = "{\"custom_id\":" + Json.write(id.text()) + ",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":";
        out.writeBytes(open.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        out.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
    }

    /// A line of the output or of the errors.
    ///
    /// @param where begins each message
    /// @return empty for a line that cannot be assigned to a request: it is as if it were not there
    static Optional<BatchResult> result(String text, String where) {
        try {
            JsonObject line = Json.parse(text, where);
            RequestId id = RequestId.read(line);
            return Optional.of(result(id, line, where));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static BatchResult result(RequestId id, JsonObject line, String where) {
        try {
            Optional<JsonObject> response = line.optionalObject("response");
            if (response.isEmpty() || response.get().integer("status_code") != OK) {
                return new BatchResult.Unanswered(id.index(), reason(line, response));
            }
            return answer(id, ChatReply.read(response.get().object("body")), where);
        } catch (JsonException e) {
            return new BatchResult.Unanswered(id.index(), e.getMessage());
        }
    }

    private static BatchResult answer(RequestId id, ChatReply reply, String where) {
        try {
            String raw = reply.whole(where);
            return new BatchResult.Answered(
                    id.index(), new TeacherReply(SinglePassProtocol.parse(raw, id.roles(), where), raw, reply.usage()));
        } catch (AnswerException e) {
            return new BatchResult.Unusable(id.index(), e.counted(reply.text(), reply.usage()));
        }
    }

    private static String reason(JsonObject line, Optional<JsonObject> response) {
        Optional<JsonObject> error = line.optionalObject("error")
                .or(() -> response.flatMap(known -> known.optionalObject("body")).flatMap(body -> body.optionalObject("error")));
        String status = response.map(known -> "status " + known.integer("status_code")).orElse("no answer");
        return error.map(said -> status + " (" + said.stringOr("message", said.toString()) + ")").orElse(status);
    }
}
