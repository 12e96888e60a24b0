package dev.mme5.synthesis.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.RowAttributes;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.synthesis.plan.TextForm;
import dev.mme5.synthesis.plan.WritingStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureHashesTest {
    private static final TeacherInfo TEACHER = new TeacherInfo("model", "prompt");

    @TempDir
    private Path folder;

    @Test
    void aPictureThatMovedIsTheSameAndOneThatChangedIsAnother() throws IOException {
        Path here = Files.write(folder.resolve("here.png"), new byte[] {1, 2, 3});
        String name = lookedAt(here);
        assertThat(lookedAt(Files.write(Files.createDirectory(folder.resolve("moved")).resolve("there.png"), new byte[] {1, 2, 3})))
                .isEqualTo(name);
        assertThat(lookedAt(here)).isEqualTo(name);
        Files.write(here, new byte[] {1, 2, 4});
        assertThat(lookedAt(here)).isNotEqualTo(name);
    }

    @Test
    void whereNobodyLooksTheNameCounts() throws IOException {
        Path here = Files.write(folder.resolve("a.png"), new byte[] {1});
        Path moved = Files.write(Files.createDirectory(folder.resolve("moved")).resolve("a.png"), new byte[] {2});
        assertThat(request(here).fingerprint(TEACHER, "")).isEqualTo(request(moved).fingerprint(TEACHER, ""));
        assertThat(request(here).fingerprint(TEACHER, "")).isNotEqualTo(request(folder.resolve("b.png")).fingerprint(TEACHER, ""));
    }

    @Test
    void oneThatCannotBeReadHasAFingerprintToo() throws IOException {
        Path missing = folder.resolve("missing.png");
        String name = lookedAt(missing);
        assertThat(name).hasSize(64);
        Files.write(missing, new byte[] {1});
        assertThat(lookedAt(missing)).as("it is asked for again once it is there").isNotEqualTo(name);
    }

    private static String lookedAt(Path picture) {
        return request(picture).fingerprint(TEACHER, "", new PictureHashes());
    }

    private static SinglePassRequest request(Path picture) {
        RowKind kind = new RowKind(TaskKind.RETRIEVAL, ModalityPair.parse("I2T"), Language.ENGLISH,
                new RowAttributes(ConceptQuestion.NAME, TextForm.NAME, Language.ENGLISH, Language.ENGLISH, WritingStyle.PLAIN));
        return new SinglePassRequest(kind, List.of(new RolePicture(PictureRole.QUERY, new ImageRef.FileImage(picture), Optional.empty())), 7);
    }
}
