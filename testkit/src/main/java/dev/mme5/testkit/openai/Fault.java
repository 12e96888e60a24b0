package dev.mme5.testkit.openai;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Something that goes wrong with one answer.
public sealed interface Fault {

    /// Another status than 200.
    record Status(int code, Map<String, String> headers, String body) implements Fault {
        /// With an error as OpenAI words it.
        public static Status error(int code, String word, String message) {
            return new Status(code, Map.of(), "{\"error\":{\"message\":\"" + message + "\",\"type\":\"fake\",\"code\":\"" + word + "\"}}");
        }

        /// The same with a header.
        public Status with(String name, String value) {
            return new Status(code, Map.of(name, value), body);
        }
    }

    /// Nothing for a while, then the answer.
    record Hang(Duration time) implements Fault {}

    /// The status and half of the answer at once, the rest after a while.
    record Stall(Duration time) implements Fault {}

    /// The connection is closed without a word.
    record Closed() implements Fault {}

    /// The connection is closed in the middle of the answer.
    record CutShort() implements Fault {}

    /// Something else instead of the answer's body.
    record Body(String text) implements Fault {}

    /// The answer's body is so long.
    record Huge(long bytes) implements Fault {}

    /// One header is so long.
    record HugeHeader(int bytes) implements Fault {}

    /// The model writes something else.
    record Content(UnaryOperator<String> change) implements Fault {}

    /// The model refuses.
    record Refusal(String text) implements Fault {}

    /// The model ends for another reason than that it has finished: `length`, `content_filter`.
    record Finish(String reason) implements Fault {}
}
