package dev.mme5.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Says on stderr what went wrong, in one message without a stack trace; `-Dmme5.debug` or `--debug` adds the trace.
final class ErrorMessages implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText("mme5: " + message(failure)));
        if (Boolean.getBoolean("mme5.debug") || parsed.expandedArgs().contains("--debug")) {
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.of(failure);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText("mme5: " + failure.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
        err.flush();
        return ExitCode.INPUT;
    }

    private static String message(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException e when e.getMessage() == null || e.getMessage().startsWith("java.") -> message(e.getCause());
            case NoSuchFileException e -> e.getFile() + ": expected a file or folder, got nothing; check the path";
            case AccessDeniedException e -> e.getFile() + ": expected to be allowed to use it, got no permission";
            case FileSystemException e when e.getReason() == null -> e.getFile() + ": " + e.getClass().getSimpleName();
            case IOException e -> text(e);
            default -> text(failure);
        };
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
