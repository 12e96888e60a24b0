package dev.mme5.core;

import java.util.ArrayList;
import java.util.List;

/// The prompt around a query or a document, as the published weights were trained and are used
/// (reference: demo.py and the rows of MMEB). Special tokens are the model's affair: see [Framing]. A content that is a whole prompt
/// already ([Framing#PROMPT]) stays what it is.
public final class Prompts {
    /// The instruction of a document that is or has a picture, unless another is given.
    public static final String DEFAULT_DOCUMENT_INSTRUCTION = "Represent the given image.";

    private Prompts() {}

    /// A query: `[image]{instruction} {text}\n`, without the blank of an absent side.
    ///
    /// @param instruction empty for none
    /// @param query the content without its instruction
    public static Content query(String instruction, Content query) {
        return isWhole(query) ? framed(query) : withText(query, join(instruction, query.text().orElse("")) + "\n");
    }

    /// A document: text alone as it is; with a picture `[image]{instruction} {text}\n`.
    ///
    /// @param instruction empty for [#DEFAULT_DOCUMENT_INSTRUCTION]; ignored for text alone
    public static Content document(String instruction, Content document) {
        if (isWhole(document)) {
            return framed(document);
        }
        if (!document.modality().hasImage()) {
            return document;
        }
        String used = instruction.isEmpty() ? DEFAULT_DOCUMENT_INSTRUCTION : instruction;
        return withText(document, join(used, document.text().orElse("")) + "\n");
    }

    /// A document with the default instruction.
    public static Content document(Content document) {
        return document("", document);
    }

    private static boolean isWhole(Content content) {
        return content.framing() == Framing.PROMPT;
    }

    /// For the model a prompt is a prompt, wherever it was built.
    private static Content framed(Content content) {
        return new Content(content.parts());
    }

    private static String join(String instruction, String text) {
        return instruction.isEmpty() || text.isEmpty() ? instruction + text : instruction + " " + text;
    }

    private static Content withText(Content content, String text) {
        List<Part> parts = new ArrayList<>();
        content.images().forEach(image -> parts.add(new ImagePart(image)));
        parts.add(new TextPart(text));
        return new Content(parts);
    }
}
