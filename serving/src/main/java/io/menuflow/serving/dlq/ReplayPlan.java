package io.menuflow.serving.dlq;

import io.menuflow.serving.dlq.LetterValues.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What sending letters again will do, looked at before anything is sent. Holds on to ids, never to values. */
public final class ReplayPlan {

    private final LetterValues values;
    private final Repair repair;
    private final SortedSet<LetterId> ids = new TreeSet<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> refusedAgain = new ArrayList<>();

    /** A plan that repairs each letter so. */
    public ReplayPlan(LetterValues values, Repair repair) {
        this.values = values;
        this.repair = repair;
    }

    /** Takes a letter into the plan, or notes why it cannot be sent. */
    public void consider(Letter letter) {
        String obstacle = values.obstacle(letter, repair);
        if (obstacle != null) {
            leftOut.add(letter.id() + ": " + obstacle);
            return;
        }
        ids.add(letter.id());
        counts.merge(letter.reason() + " to " + letter.topic(), 1, Integer::sum);
        if (repair.isNone()) {
            List<String> objections = values.objections(letter);
            if (!objections.isEmpty()) {
                refusedAgain.add(letter.id() + ": " + objections.get(0));
            }
        }
    }

    /** Sends a letter of the plan. */
    public void send(Letter letter, Replayer replayer) {
        @Nullable Written repaired = repair.isNone() ? null : values.repaired(letter, repair);
        if (repaired == null) {
            replayer.send(letter);
        } else {
            replayer.send(letter, repaired);
        }
    }

    /** The letters that will be sent. */
    public SortedSet<LetterId> ids() {
        return ids;
    }

    /** How many for each reason and topic. */
    public Map<String, Integer> counts() {
        return counts;
    }

    /** Letters that will not be sent, each with the reason. */
    public List<String> leftOut() {
        return leftOut;
    }

    /** Letters that will be sent as they are, and for what they themselves say will be set aside again. */
    public List<String> refusedAgain() {
        return refusedAgain;
    }
}
