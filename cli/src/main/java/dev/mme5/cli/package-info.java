/// The command line: one class for each subcommand, which reads flags, wires what the other modules offer, calls it and prints.
/// Start at [Main]. The only package that prints, reads the environment or ends the process; no work is done here.
@NullMarked
package dev.mme5.cli;

import org.jspecify.annotations.NullMarked;
