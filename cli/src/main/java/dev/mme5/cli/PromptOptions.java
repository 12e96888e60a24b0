package dev.mme5.cli;

import dev.mme5.serving.embed.RowPrompt;
import picocli.CommandLine.Option;

/// The flags that say how a row becomes a prompt.
final class PromptOptions {
    enum Template {
        AUTO,
        RAW
    }

    enum Role {
        QUERY,
        DOCUMENT
    }

    @Option(names = "--template", paramLabel = "auto|raw", defaultValue = "auto",
            description = "auto builds the prompt; raw takes the text as the whole prompt, special tokens included (default: auto).")
    Template template = Template.AUTO;

    @Option(names = "--role", paramLabel = "query|document", defaultValue = "query",
            description = "Whether rows ask or are to be found; the prompts differ (default: query).")
    Role role = Role.QUERY;

    RowPrompt of() {
        return switch (template) {
            case RAW -> RowPrompt.RAW;
            case AUTO -> role == Role.QUERY ? RowPrompt.QUERY : RowPrompt.DOCUMENT;
        };
    }
}
