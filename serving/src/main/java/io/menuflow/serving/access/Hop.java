package io.menuflow.serving.access;

import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node shows another when it passes a question on, so that only nodes of the cluster can say that a question took
 * its hop.
 *
 * @param token the value of the header; empty when this node neither passes on nor takes what was passed on
 */
public record Hop(Optional<String> token) {

    /** Marks a question that already took its hop. */
    public static final String HEADER = "Menuflow-Hop";

    private static final String OPEN = "1";

    /** By the secret of the settings; without one only nodes that ask for no key ask each other. */
    public static Hop of(AccessSettings settings) {
        return new Hop(settings.nodeSecret().or(() -> settings.open() ? Optional.of(OPEN) : Optional.empty()));
    }

    /**
     * Whether a request was passed on by another node.
     *
     * @param shown the header; null when there is none
     * @throws DeniedException 403 when it is not what a node of this cluster would show
     */
    public boolean taken(@Nullable String shown) {
        if (shown == null) {
            return false;
        }
        String expected = token.orElseThrow(() -> DeniedException.forbidden(
                "this node takes no questions from other nodes: it has no menuflow.http.node-secret"));
        if (!MessageDigest.isEqual(Secret.hash(expected), Secret.hash(shown))) {
            throw DeniedException.forbidden(
                    HEADER + " is not this cluster's: its nodes need the same menuflow.http.node-secret");
        }
        return true;
    }

    @Override
    public String toString() {
        return "Hop[" + (token.isPresent() ? "set" : "not set") + "]";
    }
}
