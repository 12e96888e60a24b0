package dev.mme5.synthesis.quality;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImagePart;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.Part;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.TextPart;
import dev.mme5.core.Thinking;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.synthesis.plan.RowAttributes;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.synthesis.plan.TextForm;
import dev.mme5.synthesis.plan.WritingStyle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows that wait for their verdict, all texts but the instruction in one language.
final class Candidates {
    private static final Path QUERY = Path.of("query.png");

    private Candidates() {}

    /// Picture to text.
    static Candidate retrieval(String language, Thinking.Draft texts) {
        return of("retrieval", texts.query().isEmpty() ? "I2T" : "IT2T", language, texts, WritingStyle.PLAIN);
    }

    static Candidate of(String task, String pair, String language, Thinking.Draft texts, WritingStyle style) {
        return of(kind(task, pair, language, style), texts, Path.of("positive.png"), Path.of("negative.png"));
    }

    static Candidate withPictures(String pair, Thinking.Draft texts, Path positive, Path negative) {
        return of(kind("retrieval", pair, "en", WritingStyle.PLAIN), texts, positive, negative);
    }

    static Candidate withId(String id, Candidate candidate) {
        Example old = candidate.example();
        return new Candidate(candidate.kind(), candidate.texts(), new Example(id, old.task(), old.language(), old.instruction(), old.query(),
                old.positive(), old.hardNegatives(), old.provenance()));
    }

    private static RowKind kind(String task, String pair, String language, WritingStyle style) {
        Language tag = new Language(language);
        return new RowKind(TaskKind.valueOf(task.toUpperCase(Locale.ROOT)), ModalityPair.parse(pair), tag,
                new RowAttributes(ConceptQuestion.NAME, TextForm.NAME, tag, tag, style));
    }

    private static Candidate of(RowKind kind, Thinking.Draft texts, Path positive, Path negative) {
        ModalityPair pair = kind.modality();
        Example example = new Example("id", kind.task(), kind.language(), texts.instruction(),
                content(pair.query(), QUERY, texts.query()),
                content(pair.document(), positive, texts.positive()),
                List.of(content(pair.document(), negative, texts.hardNegative())),
                new Provenance.Labelled("test"));
        return new Candidate(kind, texts, example);
    }

    private static Content content(Modality modality, Path picture, String text) {
        List<Part> parts = new ArrayList<>();
        if (modality.hasImage()) {
            parts.add(new ImagePart(new ImageRef.FileImage(picture)));
        }
        if (modality.hasText()) {
            parts.add(new TextPart(text));
        }
        return new Content(parts);
    }
}
