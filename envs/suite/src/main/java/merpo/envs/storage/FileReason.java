package merpo.envs.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Why a file cannot be read or written, in a user's words. */
public final class FileReason {
    private FileReason() {}

    /** Within a sentence, after the name of the file. */
    public static String of(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "its rights, or those of its directory, keep this user out";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof EOFException) {
            return "it is cut off, or damaged";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no directory";
        }
        if (failure instanceof FileSystemException place) {
            boolean inTheWay = failure instanceof FileAlreadyExistsException;
            return place.getReason() != null
                    ? place.getReason()
                    : inTheWay ? "another file is in the way" : place.toString();
        }
        return failure.getMessage() != null ? failure.getMessage() : failure.toString();
    }

    /** Why a text is no JSON; the parser's own words speak of its tokens and features. */
    public static String syntax(JsonProcessingException failure) {
        String words = String.valueOf(failure.getOriginalMessage());
        if (failure instanceof JsonEOFException) {
            return "it ends before its brackets are closed";
        }
        if (failure instanceof StreamConstraintsException) {
            return "its nesting depth, or a number's length, is beyond all use";
        }
        return words.startsWith("Duplicate field")
                ? words
                : "a bracket, quote, comma or colon is amiss, or a number is none";
    }

    /** Why a path is not seen: it is not there, or this user may not look. */
    public static String unseen(Path path) {
        try {
            var unused = Files.readAttributes(path, BasicFileAttributes.class);
            return Files.isDirectory(path) ? "it is a directory" : "it is a file";
        } catch (IOException e) {
            return of(e);
        }
    }
}
