package dev.mme5.serving.embed;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.Prompts;
import dev.mme5.core.dataset.InputRow;

/// How a row becomes a prompt.
public enum RowPrompt {
    /// As a question: `[image]{instruction} {text}\n`.
    QUERY,
    /// As something to be found: the text alone, or with a picture `[image]{instruction} {text}\n`.
    DOCUMENT,
    /// The row's text is the whole prompt, special tokens included.
    RAW;

    /// The prompt of a row.
    ///
    /// @throws ContentException if the row lacks what this prompt needs
    public Content of(InputRow row) {
        String instruction = row.instruction().orElse("");
        return switch (this) {
            case QUERY -> Prompts.query(instruction, row.content());
            case DOCUMENT -> Prompts.document(instruction, row.content());
            case RAW -> raw(row);
        };
    }

    private static Content raw(InputRow row) {
        String prompt = row.text().orElseThrow(() -> new ContentException(
                0, "text: expected the whole prompt, as the raw template asks, got none; give a text or use the template auto"));
        return Content.raw(prompt, row.image().stream().toList());
    }
}
