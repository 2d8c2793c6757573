package io.menuflow.serving.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a file that will be written, and refuses it before the work whose result would be lost. */
final class OutFileConverter implements ITypeConverter<Path> {

    @Override
    public Path convert(String value) {
        Path file;
        try {
            file = Path.of(value);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + value + "' is no name of a file");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(file)) {
            throw new TypeConversionException(value + " is a directory");
        }
        if (!Files.isDirectory(directory)) {
            throw new TypeConversionException("there is no directory " + directory + " to write " + value + " to");
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw new TypeConversionException(value + " cannot be written");
        }
        return file;
    }
}
