/// The whole pipeline on the samples that ship: synthesize, measure, fine-tune, measure again, search, report. Start at [Quickstart].
/// It must not know flags, nor how a stage works inside.
@NullMarked
package dev.mme5.cli.quickstart;

import org.jspecify.annotations.NullMarked;
