package dev.mme5.synthesis;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImagePart;
import dev.mme5.core.Modality;
import dev.mme5.core.Part;
import dev.mme5.core.Provenance;
import dev.mme5.core.TextPart;
import dev.mme5.core.Thinking;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.PlannedRow;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.TeacherInfo;
import java.util.ArrayList;
import java.util.List;

/// Puts a plan's pictures and an answer's revised texts together.
final class Examples {

    private Examples() {}

    static Example of(PlannedRow row, SinglePassAnswer answer, TeacherInfo teacher) {
        Thinking.Draft texts = answer.revised();
        Modality query = row.kind().modality().query();
        Modality document = row.kind().modality().document();
        return new Example(
                row.id(),
                row.kind().task(),
                row.kind().language(),
                texts.instruction(),
                content(row, PictureRole.QUERY, query, texts.query()),
                content(row, PictureRole.POSITIVE, document, texts.positive()),
                List.of(content(row, PictureRole.HARD_NEGATIVE, document, texts.hardNegative())),
                new Provenance.Synthetic(teacher.name(), teacher.promptVersion(), row.seed(), answer.thinking()));
    }

    /// The revised texts that the modality pair has a place for. A model that writes something to a side which is a picture alone has
    /// answered all the same: that text is left out, the call was not in vain.
    static Thinking.Draft texts(PlannedRow row, SinglePassAnswer answer) {
        Thinking.Draft all = answer.revised();
        boolean query = row.kind().modality().query().hasText();
        boolean document = row.kind().modality().document().hasText();
        return new Thinking.Draft(all.instruction(), query ? all.query() : "", document ? all.positive() : "",
                document ? all.hardNegative() : "");
    }

    private static Content content(PlannedRow row, PictureRole role, Modality modality, String text) {
        List<Part> parts = new ArrayList<>();
        if (modality.hasImage()) {
            row.pictures().stream()
                    .filter(picture -> picture.role() == role)
                    .map(RolePicture::image)
                    .forEach(image -> parts.add(new ImagePart(image)));
        }
        if (modality.hasText()) {
            parts.add(new TextPart(text));
        }
        return new Content(parts);
    }
}
