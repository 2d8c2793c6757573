package io.menuflow.connectors.replay;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a file is cut into rows and cells.
 *
 * @param quote null when no character quotes
 * @param header whether the first row names the columns
 */
record CsvLayout(char delimiter, @Nullable Character quote, Charset charset, boolean header, boolean trim) {

    /** As most programs write it: commas, double quotes, UTF-8, a header. */
    static final CsvLayout DEFAULT = new CsvLayout(',', '"', StandardCharsets.UTF_8, true, true);
}
