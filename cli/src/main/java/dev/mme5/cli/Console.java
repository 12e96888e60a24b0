package dev.mme5.cli;

import dev.mme5.core.json.Json;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The flags of every command that prints a result, and the printing.
final class Console {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print the result as JSON on stdout, and nothing else there.")
    boolean json;

    @Option(names = "--debug", description = "Print the stack trace of an error.")
    boolean debug;

    /// Prints a command's result: the record as JSON, or the text for people.
    void result(Record record, Supplier<String> text) {
        json(() -> Json.writePretty(record), text);
    }

    /// Prints a command's result: JSON that ends with a newline, or the text for people.
    void json(Supplier<String> asJson, Supplier<String> text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? asJson.get() : text.get() + "\n");
        out.flush();
    }

    /// Prints a line of a long result as soon as it is known; not to be used with `--json`.
    void line(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    /// Says something on stderr.
    void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
