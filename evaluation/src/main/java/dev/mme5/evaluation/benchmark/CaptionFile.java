package dev.mme5.evaluation.benchmark;

import dev.mme5.core.DatasetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A text file with one item a line. XTD's files end their lines in CR LF or LF, and some lack the newline at the end.
final class CaptionFile {
    private CaptionFile() {}

    /// The lines without their ends; the end of the file is not a line.
    ///
    /// @throws DatasetException if a line is blank, as the lines of several files belong together by number
    static List<String> lines(Path file) {
        String text = read(file);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        List<String> lines = Arrays.stream(text.split("\r?\n")).map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isEmpty()) {
                throw new DatasetException(file + ":" + (i + 1) + ": expected an item, got a blank line; lines belong together by number");
            }
        }
        return lines;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DatasetException(file + ": expected a text file in UTF-8, got " + e, e);
        }
    }
}
