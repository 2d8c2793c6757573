package io.menuflow.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What {@code docker/Dockerfile} takes from the directory it is built in, the assembled distribution. */
final class Dockerfile {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));

    /** The build context. */
    static final Path CONTEXT = ROOT.resolve("quickstart/target/menuflow");

    private Dockerfile() {}

    /** The sources of every COPY, as they stand there. */
    static List<String> copied() throws IOException {
        return Files.readAllLines(ROOT.resolve("docker/Dockerfile")).stream()
                .filter(line -> line.startsWith("COPY ") || line.startsWith("ADD "))
                .map(line -> line.split("\\s+"))
                .flatMap(words -> Arrays.stream(words, 1, words.length - 1))
                .toList();
    }
}
