package io.menuflow.serving.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** Filter: which of the nodes that have a restaurant's state may answer, and of the others why not. */
public final class Eligibility {

    private final HostInfo self;
    private final IntFunction<@Nullable String> refusalOfCopy;
    private final Predicate<HostInfo> avoided;

    /**
     * @param refusalOfCopy why this node's copy of a partition may not answer, null when it may
     * @param avoided whether a node left a question unanswered a moment ago
     */
    public Eligibility(HostInfo self, IntFunction<@Nullable String> refusalOfCopy, Predicate<HostInfo> avoided) {
        this.self = self;
        this.refusalOfCopy = refusalOfCopy;
        this.avoided = avoided;
    }

    /**
     * One node's turn to answer.
     *
     * @param isSelf whether it is this node
     * @param standby whether it keeps a copy
     * @param refusal why it may not answer; null when it may
     */
    public record Candidate(HostInfo node, boolean isSelf, boolean standby, @Nullable String refusal) {}

    /**
     * The nodes in the order to be asked: the active one, then standbys, this node's own copy first; and at last those
     * that left a question unanswered.
     *
     * @param hopped whether the question already came from another node: then only this one may answer
     * @param fresh whether a standby's answer is not good enough
     */
    public List<Candidate> candidates(Location location, boolean hopped, boolean fresh) {
        List<Candidate> candidates = new ArrayList<>();
        if (location.active() != null) {
            candidates.add(candidate(location, location.active(), false, hopped, false));
        }
        if (location.standbys().contains(self)) {
            candidates.add(candidate(location, self, true, hopped, fresh));
        }
        for (HostInfo standby : location.standbys()) {
            if (!standby.equals(self)) {
                candidates.add(candidate(location, standby, true, hopped, fresh));
            }
        }
        candidates.sort(Comparator.comparing(candidate -> !candidate.isSelf() && avoided.test(candidate.node())));
        return candidates;
    }

    private Candidate candidate(Location location, HostInfo node, boolean standby, boolean hopped, boolean fresh) {
        boolean isSelf = node.equals(self);
        String refusal = null;
        if (hopped && !isSelf) {
            refusal =
                    "the question already took its one hop and " + node.host() + ":" + node.port() + " is another node";
        } else if (standby && fresh) {
            refusal = "a write needs the active node and " + node.host() + ":" + node.port() + " is a standby";
        } else if (standby && isSelf) {
            refusal = refusalOfCopy.apply(location.partition());
        }
        return new Candidate(node, isSelf, standby, refusal);
    }
}
