package io.menuflow.bench.crash;

import io.menuflow.bench.crash.ChaosPlan.Blow;
import io.menuflow.bench.crash.ChaosPlan.Kind;
import io.menuflow.bench.crash.CrashingNode.Ready;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Does to the processes what the plan says, while events stream. */
final class Chaos {

    private static final Duration NEXT_WITHIN = Duration.ofHours(2);

    private final Cluster cluster;
    private final CrashingNode node;
    private final CrashingNode second;
    private final LongSupplier sent;
    private final Consumer<String> say;
    private final List<Recovery> recoveries = new ArrayList<>();
    private volatile long due;

    /**
     * A blow and how the node came up after it.
     *
     * @param at events sent by then
     */
    record Recovery(Kind kind, long at, Ready ready) {}

    Chaos(Cluster cluster, CrashingNode node, CrashingNode second, LongSupplier sent, Consumer<String> say) {
        this.cluster = cluster;
        this.node = node;
        this.second = second;
        this.sent = sent;
        this.say = say;
    }

    /** Runs the plan and returns what came of it. */
    List<Recovery> run(ChaosPlan plan) {
        for (int i = 0; i < plan.blows().size(); i++) {
            Blow blow = plan.blows().get(i);
            due = blow.at();
            Wait.until("event " + blow.at(), NEXT_WITHIN, () -> {
                cluster.mustLive();
                return sent.getAsLong() >= blow.at();
            });
            boolean again =
                    i + 1 < plan.blows().size() && plan.blows().get(i + 1).kind() == Kind.KILL_AGAIN;
            say.accept(blow.kind().words() + " at event " + sent.getAsLong());
            strike(blow);
            if (!again) {
                recovered(blow);
            }
        }
        due = Long.MAX_VALUE;
        return recoveries;
    }

    /** The event at which the blow comes that is waited for or not yet recovered from. */
    long due() {
        return due;
    }

    private void strike(Blow blow) {
        switch (blow.kind()) {
            case KILL -> {
                node.running().kill();
                node.start();
            }
            case KILL_AGAIN -> {
                Wait.pause(blow.millis());
                node.running().kill();
                node.start();
            }
            case WIPE -> {
                node.running().kill();
                node.wipe();
                node.start();
            }
            case BROKER -> {
                cluster.killBroker();
                cluster.startBroker();
            }
            case PAUSE -> {
                node.running().pause();
                Wait.pause(blow.millis());
                node.running().resume();
            }
            case REBALANCE -> {
                second.start();
                second.awaitReady();
                node.awaitReady();
                second.running().kill();
            }
        }
    }

    private void recovered(Blow blow) {
        Ready ready = node.awaitReady();
        boolean restarted = blow.kind() == Kind.KILL || blow.kind() == Kind.KILL_AGAIN || blow.kind() == Kind.WIPE;
        if (restarted) {
            recoveries.add(new Recovery(blow.kind(), blow.at(), ready));
            say.accept(String.format(
                    Locale.ROOT,
                    "  ready after %.1f s, of which %.1f s to restore %,d records",
                    ready.seconds(),
                    ready.restoreSeconds(),
                    ready.restored()));
        }
    }
}
