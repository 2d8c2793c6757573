package io.menuflow.connectors.replay;

import java.nio.file.Path;

/**
 * How much a replay holds in memory before it goes to a temporary file.
 *
 * @param lines at most so many lines
 * @param bytes at most about so many bytes of heap
 * @param directory where the temporary files are
 */
public record SortLimits(int lines, long bytes, Path directory) {

    /** Half a million lines or 192 MiB, whichever is reached first, in the JVM's temporary directory. */
    public static final SortLimits DEFAULT =
            new SortLimits(500_000, 192L * 1024 * 1024, Path.of(System.getProperty("java.io.tmpdir")));

    public SortLimits {
        if (lines < 1 || bytes < 1) {
            throw new IllegalArgumentException("a replay must hold at least one line");
        }
    }
}
