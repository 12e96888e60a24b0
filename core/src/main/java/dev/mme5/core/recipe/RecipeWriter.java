package dev.mme5.core.recipe;

import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Writes a record as the YAML that [RecipeBinder] makes it of.
final class RecipeWriter {
    private RecipeWriter() {}

    static String write(Object record) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setSchema(new CoreSchema())
                .setSplitLines(false)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings).dumpToString(plain(record));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Enum<?> constant -> Words.of(constant);
            case Path path -> path.toString();
            case Duration duration -> Durations.format(duration);
            case Language language -> language.tag();
            case ModalityPair pair -> pair.code();
            case List<?> items -> plainList(items);
            case Map<?, ?> map -> plainMap(map);
            case Record record -> plainRecord(record);
            case String text -> text;
            case Boolean bool -> bool;
            case Integer number -> number;
            case Long number -> number;
            case Double number -> number;
            default -> throw new IllegalStateException(
                    "recipe: expected a type that recipes can hold, got " + value.getClass().getName() + "; see Recipes");
        };
    }

    private static List<Object> plainList(List<?> items) {
        List<Object> plain = new ArrayList<>();
        items.forEach(item -> plain.add(plain(item)));
        return plain;
    }

    private static Map<String, Object> plainMap(Map<?, ?> map) {
        Map<String, Object> plain = map instanceof SequencedMap ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((key, value) -> plain.put((String) key, plain(value)));
        return plain;
    }

    private static Map<String, Object> plainRecord(Record record) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (Variants.isVariant(record.getClass())) {
            plain.put(Variants.KEY, Words.of(record.getClass()));
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = Records.read(record, component);
            if (!(value instanceof Optional<?> optional)) {
                plain.put(component.getName(), plain(value));
            } else if (optional.isPresent()) {
                plain.put(component.getName(), plain(optional.get()));
            }
        }
        return plain;
    }
}
