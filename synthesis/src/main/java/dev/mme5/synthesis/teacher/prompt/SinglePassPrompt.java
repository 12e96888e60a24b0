package dev.mme5.synthesis.teacher.prompt;

import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.TaskKind;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.RowAttributes;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.synthesis.plan.WritingStyle;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A row's request in words: the system's part, which is the same for every row, so that services can keep it in their cache; then the
/// pictures, each with its role before it; then what this row wants.
///
/// @param user pictures and row
public record SinglePassPrompt(List<PromptPart> user) {
    private static final String SHAPE = AnswerSchema.shape();
    private static final String SYSTEM = PromptTexts.shipped().system().fill(Map.of("shape", SHAPE));

    public SinglePassPrompt {
        user = List.copyOf(user);
    }

    /// Changes whenever a request might be put in other words.
    public static String version() {
        return PromptTexts.shipped().version();
    }

    /// The system's part: the method and the rules.
    public static String system() {
        return SYSTEM;
    }

    /// The prompt for a request.
    public static SinglePassPrompt of(SinglePassRequest request) {
        PromptTexts texts = PromptTexts.shipped();
        List<PromptPart> user = new ArrayList<>();
        for (RolePicture picture : request.pictures()) {
            String number = String.valueOf(user.size() / 2 + 1);
            user.add(new PromptPart.Words(
                    texts.piece("picture").fill(Map.of("number", number, "role", picture.role().code()))));
            user.add(new PromptPart.Picture(picture.image()));
        }
        user.add(new PromptPart.Words(row(texts, request.kind())));
        return new SinglePassPrompt(user);
    }

    /// What is said to a model whose answer could not be read.
    ///
    /// @param problem what is wrong with it
    public static String repair(String problem) {
        return PromptTexts.shipped().repair().fill(Map.of("problem", problem, "shape", SHAPE));
    }

    private static String row(PromptTexts texts, RowKind kind) {
        return texts.row().fill(Map.of(
                "task", texts.piece("task." + kind.task().code()).fill(Map.of()),
                "instruction", texts.piece("instruction").fill(Map.of()),
                "query", side(texts, kind, PictureRole.QUERY),
                "positive", side(texts, kind, PictureRole.POSITIVE),
                "hardNegative", side(texts, kind, PictureRole.HARD_NEGATIVE),
                "requirements", String.join("\n", requirements(texts, kind))));
    }

    /// The piece that says what a side is: `query.image-text.vqa`, or without the task where the task makes no difference.
    private static String side(PromptTexts texts, RowKind kind, PictureRole role) {
        Modality modality = role == PictureRole.QUERY ? kind.modality().query() : kind.modality().document();
        String name = role.code() + "." + code(modality);
        String ofTask = name + "." + kind.task().code();
        Template piece = texts.piece(texts.pieces().containsKey(ofTask) ? ofTask : name);
        return piece.fill(modality.hasText() ? Map.of("language", language(kind, role).englishName()) : Map.of());
    }

    private static Language language(RowKind kind, PictureRole role) {
        RowAttributes attributes = kind.attributes();
        return role == PictureRole.QUERY ? attributes.queryLanguage() : attributes.documentLanguage();
    }

    private static List<String> requirements(PromptTexts texts, RowKind kind) {
        WritingStyle style = kind.attributes().style();
        boolean queryText = kind.modality().query().hasText();
        boolean documentText = kind.modality().document().hasText();
        List<String> lines = new ArrayList<>();
        lines.add(texts.piece("requirement.languages").fill(Map.of("languages", languages(kind))));
        if (queryText) {
            lines.add(texts.piece("requirement.type").fill(Map.of("type", style.queryType().words())));
            lines.add(texts.piece("requirement.length").fill(Map.of("length", style.queryLength().words())));
            lines.add(texts.piece("requirement.clarity").fill(Map.of("clarity", style.clarity().words())));
        }
        if (queryText || documentText) {
            lines.add(texts.piece("requirement.difficulty").fill(Map.of("difficulty", style.difficulty().words())));
        }
        if (documentText && kind.task() == TaskKind.RETRIEVAL && style.documentWords() > 0) {
            lines.add(texts.piece("requirement.words").fill(Map.of("words", String.valueOf(style.documentWords()))));
        }
        if (kind.modality().query().hasImage() && kind.modality().document().hasImage()) {
            lines.add(texts.piece("requirement.relation").fill(Map.of()));
        }
        if (!style.theme().isEmpty()) {
            lines.add(texts.piece("requirement.theme").fill(Map.of("theme", style.theme())));
        }
        return lines;
    }

    private static String languages(RowKind kind) {
        StringBuilder languages = new StringBuilder();
        if (kind.modality().query().hasText()) {
            languages.append(", query in ").append(kind.attributes().queryLanguage().englishName());
        }
        if (kind.modality().document().hasText()) {
            languages.append(", positive and hard negative in ").append(kind.attributes().documentLanguage().englishName());
        }
        return languages.toString();
    }

    /// `IMAGE_TEXT` is `image-text`.
    private static String code(Modality modality) {
        return switch (modality) {
            case TEXT -> "text";
            case IMAGE -> "image";
            case IMAGE_TEXT -> "image-text";
        };
    }
}
