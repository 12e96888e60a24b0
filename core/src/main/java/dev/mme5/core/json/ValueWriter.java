package dev.mme5.core.json;

import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes Java values as JSON: see [Json#write(Object)] for what becomes of what.
final class ValueWriter {
    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Component.of(type);
        }
    };

    private final JsonGenerator json;

    ValueWriter(JsonGenerator json) {
        this.json = json;
    }

    /// Where a value stands, put in words only for an error: values are written by the million.
    ///
    /// @param step what follows the parent's: `.key` or `[3]`
    private record Place(@Nullable Place parent, Object step) {
        @Override
        public String toString() {
            String name = step instanceof Integer index ? "[" + index + "]" : parent == null ? step.toString() : "." + step;
            return parent == null ? name : parent + name;
        }
    }

    void write(@Nullable Object value) {
        write(value, null);
    }

    private void write(@Nullable Object value, @Nullable Place path) {
        switch (value) {
            case null -> throw refused(path, "null");
            case String text -> json.writeString(text);
            case Boolean bool -> json.writeBoolean(bool);
            case Number number -> writeNumber(number, path);
            case Enum<?> constant -> json.writeString(constant.name().toLowerCase(Locale.ROOT));
            case Language language -> json.writeString(language.tag());
            case ModalityPair pair -> json.writeString(pair.code());
            case Path file -> json.writeString(file.toString().replace('\\', '/'));
            case Duration duration -> json.writeString(duration.toString());
            case Instant instant -> json.writeString(instant.toString());
            case Optional<?> optional -> write(optional.orElse(null), path);
            case JsonObject object -> json.writeTree(object.node());
            case Record record -> writeRecord(record, path);
            case Map<?, ?> map -> writeMap(map, path);
            case Set<?> set when !(set instanceof SequencedSet) -> writeAll(sorted(set), path);
            case Iterable<?> items -> writeAll(items, path);
            case Object array when array.getClass().isArray() -> writeArray(array, path);
            default -> throw refused(path, "a " + value.getClass().getName());
        }
    }

    private void writeNumber(Number number, @Nullable Place path) {
        switch (number) {
            case Double d when !Double.isFinite(d) -> throw refused(path, d.toString());
            case Float f when !Float.isFinite(f) -> throw refused(path, f.toString());
            case Double d -> json.writeNumber(d.doubleValue());
            case Float f -> json.writeNumber(f.floatValue());
            case BigDecimal decimal -> json.writeNumber(decimal);
            case BigInteger integer -> json.writeNumber(integer);
            default -> json.writeNumber(number.longValue());
        }
    }

    private void writeRecord(Record record, @Nullable Place path) {
        json.writeStartObject();
        for (Component component : COMPONENTS.get(record.getClass())) {
            writeProperty(component.name(), component.of(record), path);
        }
        json.writeEndObject();
    }

    /// A record's component, looked up once for each class: rows are written by the ten thousand.
    private record Component(String name, Method accessor) {

        static List<Component> of(Class<?> type) {
            List<Component> components = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                components.add(new Component(component.getName(), component.getAccessor()));
            }
            return List.copyOf(components);
        }

        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(record.getClass() + ": component " + name + " cannot be read", e);
            }
        }
    }

    private void writeMap(Map<?, ?> map, @Nullable Place path) {
        Map<String, @Nullable Object> properties = map instanceof SequencedMap ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((key, value) -> properties.put(keyText(key), value));
        json.writeStartObject();
        properties.forEach((key, value) -> writeProperty(key, value, path));
        json.writeEndObject();
    }

    private static String keyText(Object key) {
        return key instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : key.toString();
    }

    private void writeProperty(String name, @Nullable Object value, @Nullable Place path) {
        if (value instanceof Optional<?> optional && optional.isEmpty()) {
            return;
        }
        json.writeName(name);
        write(value, new Place(path, name));
    }

    private void writeAll(Iterable<?> items, @Nullable Place path) {
        json.writeStartArray();
        int index = 0;
        for (Object item : items) {
            write(item, new Place(path, index++));
        }
        json.writeEndArray();
    }

    private void writeArray(Object array, @Nullable Place path) {
        json.writeStartArray();
        for (int i = 0; i < Array.getLength(array); i++) {
            write(Array.get(array, i), new Place(path, i));
        }
        json.writeEndArray();
    }

    private static List<?> sorted(Set<?> set) {
        return set.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    private static IllegalArgumentException refused(@Nullable Place path, String got) {
        return new IllegalArgumentException((path == null ? "JSON" : path)
                + ": expected a record, text, finite number, boolean, enum, path, collection or map, got " + got);
    }
}
