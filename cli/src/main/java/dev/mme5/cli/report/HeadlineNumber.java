package dev.mme5.cli.report;

import java.util.Arrays;
import java.util.Optional;

/// What the quickstart's headline numbers are called for people.
public enum HeadlineNumber {
    HELD_OUT_STYLE("heldOutStyle", "Words find drawings",
            "Text to image in a drawing style that no training saw: the right one is among the first ten of all."),
    UNSEEN_CONCEPTS("unseenConcepts", "Words find unseen things",
            "The same, asking only for things whose pictures and names no training saw."),
    CLASSIFICATION("classification", "Classification", "The right group or kind is on top, among about ten labels."),
    VQA("vqa", "Questions about pictures", "The right answer is on top, among about ten; names and words in several languages."),
    IMAGE_TEXT_TO_IMAGE("imageTextToImage", "Picture and words find a picture",
            "A picture, and words for another one: the right picture is on top, among ten.");

    private final String key;
    private final String title;
    private final String meaning;

    HeadlineNumber(String key, String title, String meaning) {
        this.key = key;
        this.title = title;
        this.meaning = meaning;
    }

    /// The key in `report.json`.
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }

    /// A key's title; the key itself where it has none.
    public static String titleOf(String key) {
        return of(key).map(HeadlineNumber::title).orElse(key);
    }

    static Optional<HeadlineNumber> of(String key) {
        return Arrays.stream(values()).filter(number -> number.key.equals(key)).findFirst();
    }
}
