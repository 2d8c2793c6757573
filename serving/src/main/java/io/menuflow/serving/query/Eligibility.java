package io.menuflow.serving.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** Filter: which of the nodes that have a restaurant's state may answer, and of the others why not. */
public final class Eligibility {

    private final HostInfo self;

    public Eligibility(HostInfo self) {
        this.self = self;
    }

    /**
     * One node's turn to answer.
     *
     * @param isSelf whether it is this node
     * @param stale whether it is a standby
     * @param refusal why it may not answer; null when it may
     */
    public record Candidate(HostInfo node, boolean isSelf, boolean stale, @Nullable String refusal) {}

    /**
     * The nodes in the order to be asked: the active one, then standbys.
     *
     * @param hopped whether the question already came from another node: then only this one may answer
     * @param fresh whether a standby's answer is not good enough
     */
    public List<Candidate> candidates(Location location, boolean hopped, boolean fresh) {
        List<Candidate> candidates = new ArrayList<>();
        if (location.active() != null) {
            candidates.add(candidate(location.active(), false, hopped, false));
        }
        for (HostInfo standby : location.standbys()) {
            candidates.add(candidate(standby, true, hopped, fresh));
        }
        return candidates;
    }

    private Candidate candidate(HostInfo node, boolean standby, boolean hopped, boolean fresh) {
        boolean isSelf = node.equals(self);
        String refusal = null;
        if (hopped && !isSelf) {
            refusal =
                    "the question already took its one hop and " + node.host() + ":" + node.port() + " is another node";
        } else if (standby && fresh) {
            refusal = "a write needs the active node and " + node.host() + ":" + node.port() + " is a standby";
        }
        return new Candidate(node, isSelf, standby, refusal);
    }
}
