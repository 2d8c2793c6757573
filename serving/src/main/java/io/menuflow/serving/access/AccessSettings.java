package io.menuflow.serving.access;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Whom a node lets in, and how much it takes at once.
 *
 * @param keyFile where keys are kept
 * @param keys more keys, as in the file
 * @param open whether no key is asked for
 * @param nodeSecret what nodes of a cluster know each other by
 * @param openMetrics whether metrics need no key
 * @param corsOrigins whose pages may use this node, as browsers write it: {@code https://menu.example}
 * @param requestsPerSecond of one key, 0 for as many as it likes
 * @param ingestBytes bodies of transactions at once
 */
public record AccessSettings(
        Path keyFile,
        Optional<String> keys,
        boolean open,
        Optional<String> nodeSecret,
        boolean openMetrics,
        SortedSet<String> corsOrigins,
        int requestsPerSecond,
        long ingestBytes) {

    /** Without what nobody but its holder may read. */
    @Override
    public String toString() {
        return "AccessSettings[keyFile=" + keyFile + ", open=" + open + "]";
    }
}
