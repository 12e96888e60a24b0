package dev.mme5.cli;

import dev.mme5.core.ContentException;
import dev.mme5.core.DatasetException;
import dev.mme5.core.ModelFormatException;
import dev.mme5.core.RemoteModelException;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.recipe.RecipeException;
import dev.mme5.torch.safetensors.WeightFormatException;

/// What the process ends with, by who must act.
final class ExitCode {
    static final int OK = 0;
    /// The machine or the program failed.
    static final int FAILURE = 1;
    /// The user must change the command line, a recipe, the data or the model's folder.
    static final int INPUT = 2;
    /// A remote service must answer.
    static final int REMOTE = 3;
    /// Ctrl-C or SIGTERM ended the process: 128 + 2, as shells have it.
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /// The code for an exception that ended a command.
    static int of(Throwable failure) {
        return switch (failure) {
            case RecipeException _, DatasetException _, ContentException _, ModelFormatException _, JsonException _ -> INPUT;
            case IllegalArgumentException _, WeightFormatException _ -> INPUT;
            case RemoteModelException _ -> REMOTE;
            default -> FAILURE;
        };
    }
}
