package dev.mme5.data.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.data.check.Pictures;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void countsRowsLengthsDuplicatesAndPictures() {
        StatisticsCollector collector = new StatisticsCollector(Optional.of(new Pictures()));
        ImageRef gone = new ImageRef.FileImage(Path.of("gone.png"));
        ImageRef carried = new ImageRef.InlineImage("image/png", new byte[] {1});
        collector.add("a", row("1", "Find.", Content.text("狗😀"), Content.image(gone), 2));
        collector.add("a", row("2", "Find.", Content.text("狗😀"), Content.image(gone), 0));
        collector.add("b", row("3", "Find it.", Content.text("four"), Content.image(carried), 1));
        collector.addUnreadable();

        Statistics statistics = collector.statistics("native");

        assertThat(statistics.rows()).isEqualTo(3);
        assertThat(statistics.unreadable()).isEqualTo(1);
        assertThat(statistics.duplicates()).isEqualTo(1);
        assertThat(statistics.subsets().toString()).isEqualTo("{a=2, b=1}");
        assertThat(statistics.modalities()).containsEntry("T2I", 3L);
        assertThat(statistics.instructions()).isEqualTo(2);
        assertThat(statistics.instructionLength()).isEqualTo(new Distribution(3, 5, 5, 6, 8));
        assertThat(statistics.queryLength()).isEqualTo(new Distribution(3, 2, 2, 8 / 3.0, 4));
        assertThat(statistics.hardNegatives()).isEqualTo(new Distribution(3, 0, 1, 1, 2));
        assertThat(statistics.pictures()).isEqualTo(new Statistics.PictureCounts(3, 2, Optional.of(1L)));
        assertThat(statistics.origins()).containsEntry("d", 3L);
    }

    private static Example row(String id, String instruction, Content query, Content positive, int negatives) {
        return new Example(id, TaskKind.RETRIEVAL, new Language("zh"), instruction, query, positive,
                Collections.nCopies(negatives, Content.text("n")), new Provenance.Labelled("d"));
    }
}
