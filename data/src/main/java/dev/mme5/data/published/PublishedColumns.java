package dev.mme5.data.published;

import dev.mme5.core.DatasetException;
import dev.mme5.data.parquet.ParquetColumn;
import dev.mme5.data.parquet.ParquetReader;
import dev.mme5.data.parquet.ParquetType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The names of the published columns.
public final class PublishedColumns {
    static final String QRY = "qry";
    static final String QRY_IMAGE = "qry_image_path";
    static final String POS_TEXT = "pos_text";
    static final String POS_IMAGE = "pos_image_path";
    static final String NEG_TEXT = "neg_text";
    static final String NEG_IMAGE = "neg_image_path";
    static final String MODALITY = "modality";
    static final String LANGUAGE = "language";
    static final String PROVENANCE = "provenance";

    private static final List<String> REQUIRED = List.of(QRY, QRY_IMAGE, POS_TEXT, POS_IMAGE);
    private static final List<String> ALL =
            List.of(QRY, QRY_IMAGE, POS_TEXT, POS_IMAGE, NEG_TEXT, NEG_IMAGE, MODALITY, LANGUAGE, PROVENANCE);

    private PublishedColumns() {}

    /// The columns of a file that are read.
    ///
    /// @throws DatasetException if one that is needed is missing, or one is of another type
    static List<String> in(Path file) {
        List<ParquetColumn> there = ParquetReader.columns(file);
        List<String> names = there.stream().map(ParquetColumn::name).toList();
        for (String needed : REQUIRED) {
            if (!names.contains(needed)) {
                throw new DatasetException(file + ": expected a column " + needed + ", got " + names + "; check the layout");
            }
        }
        List<String> chosen = new ArrayList<>();
        for (ParquetColumn column : there) {
            if (ALL.contains(column.name())) {
                requireType(file, column);
                chosen.add(column.name());
            }
        }
        return chosen;
    }

    private static void requireType(Path file, ParquetColumn column) {
        boolean list = column.name().startsWith("neg_") && column.type() == ParquetType.TEXTS;
        if (column.type() != ParquetType.TEXT && !list) {
            throw new DatasetException(file + ": " + column.name() + ": expected a column of texts, got one of another type; check the layout");
        }
    }

    /// The columns of a file that is written.
    ///
    /// @param extra whether with modality, language and provenance
    static List<ParquetColumn> written(boolean extra) {
        return (extra ? ALL : ALL.subList(0, ALL.indexOf(MODALITY))).stream().map(ParquetColumn::text).toList();
    }
}
