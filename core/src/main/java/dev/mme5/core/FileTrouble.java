package dev.mme5.core;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.zip.ZipException;

/// Says what is wrong with a file in the words of an error message: what comes after `got`.
public final class FileTrouble {
    private FileTrouble() {}

    /// Such as `nothing there` or `no permission`; without the file's name, which the message begins with.
    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "nothing there";
            case AccessDeniedException denied -> "no permission";
            case FileAlreadyExistsException taken -> "something else of that name";
            case NotDirectoryException file -> "a file that is no folder";
            case ClosedByInterruptException stopped -> "an interrupt";
            case CharacterCodingException coding -> "bytes that are not UTF-8";
            case ZipException packed -> "an archive that cannot be unpacked (" + packed.getMessage() + ")";
            case FileSystemException other when other.getReason() != null -> "an error (" + other.getReason() + ")";
            default -> "an error (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")";
        };
    }
}
