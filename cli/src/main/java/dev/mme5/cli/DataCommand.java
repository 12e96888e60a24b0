package dev.mme5.cli;

import picocli.CommandLine.Command;

/// `mme5 data`: what can be done with data sets. Its subcommands are added in [Main].
@Command(name = "data", description = {
        "Looks at data sets, checks, mixes and converts them: native rows, and the layouts", "in which mmE5's and MMEB's sets are published."},
        footer = {"", "Example:", "  mme5 data stats runs/rows"})
final class DataCommand {}
