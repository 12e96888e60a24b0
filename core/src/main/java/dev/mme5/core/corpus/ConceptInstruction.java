package dev.mme5.core.corpus;

import dev.mme5.core.Language;
import java.util.List;

/// What an instruction asks for over a corpus of concepts, each in a few wordings. Instructions are English whatever the row's
/// language, and state how the query and the document belong together (mmE5 section 3.1). Synthesis teaches these, evaluation asks
/// these; the first wording of each is the one to evaluate with.
public enum ConceptInstruction {
    /// Picture and question to answer; the query's text is a [ConceptQuestion].
    ANSWER(
            "Represent the given image with the following question:",
            "Answer the question about the picture:"),

    /// Picture to the label of its group.
    CLASSIFY_BY_GROUP(
            "Represent the given image for classification by its group",
            "Classify the picture into one of the groups",
            "Identify the group of what is shown in the image"),

    /// Picture to the label of its subgroup.
    CLASSIFY_BY_SUBGROUP(
            "Represent the given image for classification by its kind",
            "Classify the picture into one of the kinds",
            "Identify the kind of what is shown in the image"),

    /// Picture to its name or caption in the row's language.
    FIND_CAPTION(
            "Find an image caption describing the given everyday image.",
            "Find the text that tells what the picture shows.",
            "Find the {language} name of what the picture shows."),

    /// Name or caption to picture.
    FIND_PICTURE(
            "Find me an everyday image that matches the given caption:",
            "Find a picture of the following:"),

    /// Name to picture with caption.
    FIND_CAPTIONED_PICTURE(
            "Find me an everyday image with a caption that matches the given text:",
            "Find a captioned picture of the following:"),

    /// Picture to another one whose concept is of the same subgroup.
    FIND_SAME_KIND(
            "Find a picture of the same kind as the given one.",
            "Find a picture that shows another thing of the same kind.",
            "Find a day-to-day image that looks similar to the provided image."),

    /// Picture and the name of another concept of its subgroup to that concept's picture.
    FIND_SAME_KIND_SHOWING(
            "Find a picture of the same kind as this one, but showing the following:",
            "Given a picture, find one of the same kind that shows this instead:",
            "Given an image, find a similar everyday image with the described changes:"),

    /// As [#FIND_SAME_KIND_SHOWING], the document being picture and caption.
    FIND_CAPTIONED_SAME_KIND_SHOWING(
            "Find a captioned picture of the same kind as this one, but showing the following:",
            "Given a picture, find a captioned one of the same kind that shows this instead:"),

    /// Picture and the name of any other concept to that concept's picture: the text alone says what is wanted.
    FIND_INSTEAD(
            "Find a picture that shows the following instead of this:",
            "Given a picture, find another one that shows this instead:",
            "Given an image, find an everyday image of the following instead:"),

    /// As [#FIND_INSTEAD], the document being picture and caption.
    FIND_CAPTIONED_INSTEAD(
            "Find a captioned picture that shows the following instead of this:",
            "Given a picture, find another, captioned one that shows this instead:"),

    /// Picture and a wish (see [ConceptQuestion#wish(Language)]) to text.
    FIND_TEXT_ABOUT(
            "Given a picture, find the following about it:",
            "Find what is asked for about the thing in the picture:");

    private final List<String> wordings;

    ConceptInstruction(String... wordings) {
        this.wordings = List.of(wordings);
    }

    /// How many ways there are to say it, at least one.
    public int wordings() {
        return wordings.size();
    }

    /// The instruction in words.
    ///
    /// @param wording from 0 to below [#wordings()]
    /// @param language the row's language, named where the wording names one
    public String text(int wording, Language language) {
        return Wordings.fill(wordings.get(wording), language);
    }
}
