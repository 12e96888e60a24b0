package dev.mme5.data.published;

import dev.mme5.data.layout.Layout;
import dev.mme5.data.parquet.ParquetColumn;
import dev.mme5.data.parquet.ParquetValue;
import dev.mme5.data.parquet.ParquetWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes a file in the published columns: texts, with lists as Python literals. Not thread-safe.
public final class PublishedWriter implements AutoCloseable {
    private final Layout layout;
    private final List<ParquetColumn> columns;
    private final ParquetWriter file;

    /// @param layout mmE5-synthetic has the columns modality, language and provenance besides; MMEB-train one hard negative, as a text
    public PublishedWriter(Path file, Layout layout) {
        this.layout = layout;
        this.columns = PublishedColumns.written(layout == Layout.MME5_SYNTHETIC);
        this.file = ParquetWriter.create(file, columns);
    }

    public void append(PublishedRow row) {
        List<ParquetValue> values = new ArrayList<>(List.of(
                new ParquetValue.Text(row.qry()),
                new ParquetValue.Text(row.qryImage()),
                new ParquetValue.Text(row.posText()),
                new ParquetValue.Text(row.posImage()),
                new ParquetValue.Text(list(row.negTexts())),
                new ParquetValue.Text(list(row.negImages())),
                value(row.modality()),
                value(row.language()),
                value(row.provenance())));
        file.append(values.subList(0, columns.size()));
    }

    private String list(List<String> texts) {
        return layout == Layout.MMEB_TRAIN ? texts.isEmpty() ? "" : texts.getFirst() : ListLiteral.write(texts);
    }

    private static ParquetValue value(Optional<String> text) {
        return text.<ParquetValue>map(ParquetValue.Text::new).orElseGet(ParquetValue.Absent::new);
    }

    /// Drops what was written.
    public void abandon() {
        file.abandon();
    }

    @Override
    public void close() {
        file.close();
    }
}
