package dev.mme5.data.layout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How a data set is laid out in files. The published ones are named as on the hub.
public enum Layout {
    /// Training rows of this project: `rows.jsonl`.
    NATIVE("native", false),
    /// `intfloat/mmE5-synthetic`: a Parquet file for each of Classification, Retrieval and VQA.
    MME5_SYNTHETIC("mmE5-synthetic", false),
    /// `intfloat/mmE5-MMEB-hardneg`: the same columns, a file for each labelled subset.
    MME5_MMEB_HARDNEG("mmE5-MMEB-hardneg", false),
    /// `TIGER-Lab/MMEB-train`: one hard negative at most, as a text and not a list; several splits.
    MMEB_TRAIN("MMEB-train", false),
    /// Benchmark rows of this project: a file `<task>.jsonl` for each task.
    BENCHMARK("benchmark", true),
    /// `TIGER-Lab/MMEB-eval`: a Parquet file for each data set.
    MMEB_EVAL("MMEB-eval", true),
    /// `Haon-Chen/XTD-10`: MMEB-eval's columns, a file for each language.
    XTD_10("XTD-10", true);

    private final String hubName;
    private final boolean benchmark;

    Layout(String hubName, boolean benchmark) {
        this.hubName = hubName;
        this.benchmark = benchmark;
    }

    /// The name on the hub and on the command line.
    public String hubName() {
        return hubName;
    }

    /// Whether its rows are queries with candidates, and not training rows.
    public boolean isBenchmark() {
        return benchmark;
    }

    /// The inverse of [#hubName()], in any case.
    ///
    /// @throws IllegalArgumentException if there is no such layout
    public static Layout parse(String name) {
        return Arrays.stream(values())
                .filter(layout -> layout.hubName.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("layout: expected one of " + names() + ", got \"" + name + "\""));
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(Layout::hubName).toList();
    }
}
