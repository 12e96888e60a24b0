package dev.mme5.synthesis.corpus;

import dev.mme5.core.DatasetException;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.ImageRef;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every picture below a folder, and those in the tars and Parquet files below it, sorted by path. A `.txt` of the same name is a picture's caption, a
/// `.json` has more of it: see [Facts].
///
/// @param folder a picture's id is its path from here
record FolderSource(Path folder) implements PictureSource {

    @Override
    public void read(PictureSink sink) {
        for (Path file : files()) {
            String id = folder.relativize(file).toString().replace('\\', '/');
            if (id.endsWith(".tar")) {
                new TarSource(file, id + "/").read(sink);
            } else if (id.endsWith(".parquet")) {
                new ParquetSource(file, id + "/").read(sink);
            } else {
                read(file, id, sink);
            }
        }
    }

    private List<Path> files() {
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = new ArrayList<>(walk.filter(FolderSource::isOfInterest).filter(Files::isRegularFile).toList());
            files.sort(Comparator.comparing(file -> folder.relativize(file).toString().replace('\\', '/')));
            return files;
        } catch (IOException e) {
            throw new DatasetException(folder + ": expected a folder of pictures, got " + FileTrouble.of(e) + "; check the path", e);
        } catch (UncheckedIOException e) {
            throw new DatasetException(folder + ": expected a folder that can be walked, got " + FileTrouble.of(e.getCause())
                    + "; check what lies in it", e);
        }
    }

    private static boolean isOfInterest(Path file) {
        String name = String.valueOf(file.getFileName());
        return PictureFormat.hasPictureName(name) || name.endsWith(".tar") || name.endsWith(".parquet");
    }

    private static void read(Path file, String id, PictureSink sink) {
        try {
            long bytes = Files.size(file);
            byte[] head;
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes(PictureFormat.HEAD_BYTES);
            }
            if (!PictureFormat.isPicture(head)) {
                sink.setAside(file.toString(), "expected a picture (png, jpeg, gif, bmp, webp), got " + bytes + " bytes of another kind");
                return;
            }
            sink.accept(new CorpusPicture(id, new ImageRef.FileImage(file), bytes, facts(file)));
        } catch (IOException e) {
            sink.setAside(file.toString(), "expected a picture that can be read, got " + FileTrouble.of(e));
        } catch (JsonException e) {
            sink.setAside(file.toString(), "expected its .json to be an object, got another (" + e.getMessage() + ")");
        }
    }

    private static PictureFacts facts(Path file) throws IOException {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        Path json = file.resolveSibling(stem + ".json");
        Path text = file.resolveSibling(stem + ".txt");
        PictureFacts known = Files.isRegularFile(json)
                ? Facts.of(Json.parse(Files.readString(json, StandardCharsets.UTF_8), json.toString()))
                : PictureFacts.NONE;
        return known.caption().isEmpty() && Files.isRegularFile(text)
                ? new PictureFacts(Optional.of(Files.readString(text, StandardCharsets.UTF_8).strip()), known.licence(), known.source())
                : known;
    }
}
