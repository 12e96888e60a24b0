package dev.mme5.synthesis.journal;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.synthesis.journal.JournalRecord.Call;
import dev.mme5.synthesis.journal.JournalRecord.Closed;
import dev.mme5.synthesis.journal.JournalRecord.Place;
import dev.mme5.synthesis.journal.JournalRecord.Result;
import dev.mme5.synthesis.journal.JournalRecord.Reused;
import dev.mme5.synthesis.journal.JournalRecord.Session;
import dev.mme5.synthesis.journal.JournalRecord.Submitted;
import dev.mme5.synthesis.journal.JournalRecord.Submitting;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.Usage;
import java.util.Locale;

/// The JSON form of a [JournalRecord]: `kind` says which of the other keys are there.
final class JournalLine {

    private record SessionLine(String kind, long at, String teacher, String promptVersion, String recipe) {}

    private record AnswerLine(String kind, int row, int attempt, String request, String key, long at, long millis, double usd,
            Usage usage, String raw) {}

    private record FailureLine(String kind, int row, int attempt, String request, String key, long at, long millis, double usd,
            Usage usage, AnswerException.Reason reason, String message, String raw) {}

    private record ReusedLine(String kind, int row, int attempt, String request) {}

    private record SubmittingLine(String kind, String token, Iterable<Place> places) {}

    private record SubmittedLine(String kind, String token, String job) {}

    private record ClosedLine(String kind, String token) {}

    private JournalLine() {}

    static String write(JournalRecord record) {
        return Json.write(switch (record) {
            case Session(long at, TeacherInfo teacher, String recipe) ->
                    new SessionLine("session", at, teacher.name(), teacher.promptVersion(), recipe);
            case Call call -> line(call);
            case Reused(int row, int attempt, String request) -> new ReusedLine("reused", row, attempt, request);
            case Submitting submitting -> new SubmittingLine("submitting", submitting.token(), submitting.places());
            case Submitted(String token, String job) -> new SubmittedLine("submitted", token, job);
            case Closed(String token) -> new ClosedLine("closed", token);
        });
    }

    private static Record line(Call call) {
        return switch (call.result()) {
            case Result.Answer(String raw, Usage usage) -> new AnswerLine("answer", call.row(), call.attempt(), call.request(),
                    call.key(), call.at(), call.millis(), call.usd(), usage, raw);
            case Result.Failure(AnswerException.Reason reason, String message, String raw, Usage usage) -> new FailureLine("failure",
                    call.row(), call.attempt(), call.request(), call.key(), call.at(), call.millis(), call.usd(), usage, reason, message, raw);
        };
    }

    /// @throws dev.mme5.core.json.JsonException if the line is anything else
    static JournalRecord read(JsonObject line) {
        return switch (line.string("kind")) {
            case "session" -> new Session(line.longInteger("at"),
                    new TeacherInfo(line.string("teacher"), line.string("promptVersion")), line.string("recipe"));
            case "answer" -> call(line, new Result.Answer(line.string("raw"), usage(line)));
            case "failure" -> call(line, new Result.Failure(reason(line), line.string("message"), line.string("raw"), usage(line)));
            case "reused" -> new Reused(line.integer("row"), line.integer("attempt"), line.string("request"));
            case "submitting" -> new Submitting(line.string("token"), line.objects("places").stream().map(JournalLine::place).toList());
            case "submitted" -> new Submitted(line.string("token"), line.string("job"));
            case "closed" -> new Closed(line.string("token"));
            default -> throw line.error("kind", "expected a kind of journal record, got \"" + line.string("kind") + "\"");
        };
    }

    private static Call call(JsonObject line, Result result) {
        return new Call(line.integer("row"), line.integer("attempt"), line.string("request"), line.string("key"),
                line.longInteger("at"), line.longInteger("millis"), line.number("usd"), result);
    }

    private static Place place(JsonObject place) {
        return new Place(place.integer("row"), place.integer("attempt"), place.string("request"));
    }

    private static Usage usage(JsonObject line) {
        JsonObject usage = line.object("usage");
        return new Usage(usage.longInteger("promptTokens"), usage.longInteger("completionTokens"),
                usage.longInteger("cachedTokens"), usage.integer("calls"));
    }

    private static AnswerException.Reason reason(JsonObject line) {
        String name = line.string("reason");
        for (AnswerException.Reason reason : AnswerException.Reason.values()) {
            if (reason.name().toLowerCase(Locale.ROOT).equals(name)) {
                return reason;
            }
        }
        throw line.error("reason", "expected a reason that is known, got \"" + name + "\"");
    }
}
