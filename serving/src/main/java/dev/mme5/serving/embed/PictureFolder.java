package dev.mme5.serving.embed;

import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.dataset.InputRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The pictures of a folder and the folders in it, as rows.
public final class PictureFolder {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp", "webp");

    private PictureFolder() {}

    /// Lists the pictures by their names' endings, sorted by path. A row's id is the path from the folder on, with slashes.
    ///
    /// @throws DatasetException if there is none
    public static List<InputRow> rows(Path folder) throws IOException {
        Path start = folder.toRealPath();
        List<Path> pictures;
        try (Stream<Path> files = Files.walk(start)) {
            pictures = files.filter(PictureFolder::isPicture).sorted().toList();
        }
        if (pictures.isEmpty()) {
            throw new DatasetException(folder + ": expected pictures (png, jpg, jpeg, gif, bmp, webp), got none; check the folder");
        }
        List<InputRow> rows = new ArrayList<>();
        for (Path picture : pictures) {
            String id = start.relativize(picture).toString().replace('\\', '/');
            ImageRef image = new ImageRef.FileImage(picture);
            rows.add(new InputRow(id, Optional.empty(), Optional.of(image), Optional.empty(), 0));
        }
        return rows;
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(ending) && !name.startsWith(".") && Files.isRegularFile(file);
    }
}
