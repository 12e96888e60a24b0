package dev.mme5.cli;

import picocli.CommandLine.Command;

/// `mme5 model`: what can be done with a model's folder. Its subcommands are added in [Main].
@Command(name = "model", description = "Looks at models and makes new ones.",
        footer = {"", "Example:", "  mme5 model info nano"})
final class ModelCommand {}
