package dev.mme5.model;

import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// Opens tiny models for tests, from folders that are gone afterwards.
public final class TinyModels {
    private TinyModels() {}

    public static Encoder open(TinyMllama shape, DType type) {
        Path folder = temporary();
        try {
            return ModelLoader.open(shape.write(folder, 7), type);
        } finally {
            delete(folder);
        }
    }

    public static ModelEmbedder embedder(TinyMllama shape, ModelEmbedder.Options options) {
        return new ModelEmbedder(open(shape, DType.F32), "tiny", shape.toString(), options);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("tiny-mllama");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
