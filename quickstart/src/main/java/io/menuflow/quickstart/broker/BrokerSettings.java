package io.menuflow.quickstart.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for one node on a laptop: nothing replicated, little memory, nothing forgotten behind one's back. */
final class BrokerSettings {

    static final int NODE_ID = 1;

    private static final int MIB = 1 << 20;

    private BrokerSettings() {}

    static Map<String, String> of(Path dataDir, Listeners listeners) {
        Map<String, String> settings = new HashMap<>();
        identity(settings, dataDir, listeners);
        internalTopics(settings);
        session(settings);
        retention(settings);
        footprint(settings);
        return settings;
    }

    /**
     * Static voters: under them the quorum's address is not part of the data, so a restart may choose other ports. A
     * dynamic quorum (KIP-853) would remember the first start's.
     */
    private static void identity(Map<String, String> settings, Path dataDir, Listeners listeners) {
        String client = Listeners.CLIENT + "://" + listeners.client();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("log.dirs", dataDir.toString());
        settings.put("controller.quorum.voters", NODE_ID + "@" + listeners.controller());
        settings.put("listeners", client + "," + Listeners.CONTROLLER + "://" + listeners.controller());
        settings.put("advertised.listeners", client);
        settings.put("controller.listener.names", Listeners.CONTROLLER);
        settings.put("inter.broker.listener.name", Listeners.CLIENT);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("auto.create.topics.enable", "false");
    }

    private static void internalTopics(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("num.partitions", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
    }

    /**
     * After a crash the controller lets the broker back in only when the dead one's session has expired: five seconds
     * instead of nine. A longer pause of the process fences the broker until its next heartbeat; clients retry.
     */
    private static void session(Map<String, String> settings) {
        settings.put("broker.session.timeout.ms", "5000");
        settings.put("broker.heartbeat.interval.ms", "1000");
    }

    /**
     * Our topics say themselves how long they keep records. For the others: no limit, because a limit is measured in
     * event time and would delete two-year-old sales as they arrive. Committed offsets outlive any holiday: after the
     * default week without a running node, the stream would start again from the beginning.
     */
    private static void retention(Map<String, String> settings) {
        settings.put("log.retention.ms", "-1");
        settings.put(
                "offsets.retention.minutes",
                String.valueOf(Duration.ofDays(3650).toMinutes()));
    }

    private static void footprint(Map<String, String> settings) {
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * MIB));
        settings.put("log.segment.bytes", String.valueOf(128 * MIB));
        settings.put("log.index.size.max.bytes", String.valueOf(MIB)); // enough for 512 MiB at one entry per 4 KiB
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("group.coordinator.threads", "1");
        settings.put("share.coordinator.threads", "1");
        settings.put("num.recovery.threads.per.data.dir", "2");
    }
}
