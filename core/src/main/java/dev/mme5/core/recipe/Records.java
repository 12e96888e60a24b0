package dev.mme5.core.recipe;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes and reads records by reflection, also those that are not public.
final class Records {
    private Records() {}

    /// Calls the canonical constructor.
    ///
    /// @throws IllegalArgumentException the constructor's own, if it refuses the values
    static Object create(Class<?> type, List<@Nullable Object> values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(type.getName() + ": the constructor failed", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + ": expected a record that can be made, got " + e, e);
        }
    }

    static Object read(Object record, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass().getName() + "." + component.getName() + ": cannot be read", e);
        }
    }
}
