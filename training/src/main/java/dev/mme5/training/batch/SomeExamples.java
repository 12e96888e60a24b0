package dev.mme5.training.batch;

import dev.mme5.core.Example;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/// Some of a list's examples, by their numbers: a view, which reads from the list what it is asked for.
final class SomeExamples extends AbstractList<Example> implements RandomAccess {
    private final List<Example> all;
    private final int[] numbers;

    private SomeExamples(List<Example> all, int[] numbers) {
        this.all = all;
        this.numbers = numbers;
    }

    /// @param numbers rising; kept, not copied
    static List<Example> of(List<Example> all, int[] numbers) {
        return numbers.length == all.size() ? all : new SomeExamples(all, numbers);
    }

    @Override
    public Example get(int index) {
        return all.get(numbers[index]);
    }

    @Override
    public int size() {
        return numbers.length;
    }
}
