package dev.mme5.synthesis.plan;

/// How a row's texts are to be written, beyond language and form. mmE5 samples attributes as its ancestor does without telling which;
/// these are the ancestor's (arXiv 2401.00368, appendix). A teacher that writes from names alone need not heed them.
///
/// @param documentWords at least how many words a document has that is more than a label or an answer; 0 if that is free
/// @param theme a kind of task to think of, where it suits the picture; empty if that is free
public record WritingStyle(
        QueryType queryType, QueryLength queryLength, Clarity clarity, Difficulty difficulty, int documentWords, String theme) {

    /// What is asked where nothing is drawn.
    public static final WritingStyle PLAIN = new WritingStyle(
            QueryType.COMMON, QueryLength.FROM_5_TO_15_WORDS, Clarity.CLEAR, Difficulty.HIGH_SCHOOL, 0, "");

    /// @throws IllegalArgumentException if the number of words is negative
    public WritingStyle {
        if (documentWords < 0) {
            throw new IllegalArgumentException("documentWords: expected at least 0, got " + documentWords);
        }
    }
}
