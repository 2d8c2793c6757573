package io.menuflow.serving.query;

import io.menuflow.serving.access.Hop;
import java.time.Duration;

/** For tests of nodes that do not answer. */
public final class ImpatientRouter {

    private ImpatientRouter() {}

    /** A router that waits for an answer so long. */
    public static Router of(Hop hop, Duration patience) {
        return new Router(hop, 64, 250, patience, patience);
    }
}
