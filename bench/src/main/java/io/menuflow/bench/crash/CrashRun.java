package io.menuflow.bench.crash;

import io.menuflow.bench.crash.Chaos.Recovery;
import io.menuflow.bench.crash.CrashingNode.Ready;
import io.menuflow.bench.crash.recompute.Recompute;
import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.KafkaCluster;
import io.menuflow.schemas.TopicAdmin;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.UnknownSchemaException;
import io.menuflow.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One run: a cluster, the stream, the blows; then rest, and everything it says compared with the recompute, once from
 * the stores as the blows left them and once restored from their changelogs on an empty disk.
 */
final class CrashRun {

    /** Of the undisturbed application: it writes sums back at commits only. */
    private static final int ROOMY_MEGABYTES = 128;

    private static final String APPLICATION = "crash";
    private static final String UNDISTURBED = "undisturbed";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration NEXT_WITHIN = Duration.ofMinutes(15);
    private static final int SCHEMAS_LOOKED_FOR = 100;

    private final Shape shape;
    private final Path dir;
    private final Consumer<String> say;
    private final LongConsumer progress;
    private final Predicate<ConsumerRecord<byte[], byte[]>> leftOut;

    /** What is run. */
    record Shape(long seed, long events, int restaurants, int partitions, int liveMegabytes, ChaosPlan.Counts chaos) {}

    /**
     * A run with its data and its processes' output in {@code dir}.
     *
     * @param progress hears how many events are sent
     * @param leftOut transactions that the recompute overlooks, to see that differences are found
     */
    CrashRun(
            Shape shape,
            Path dir,
            Consumer<String> say,
            LongConsumer progress,
            Predicate<ConsumerRecord<byte[], byte[]>> leftOut) {
        this.shape = shape;
        this.dir = dir;
        this.say = say;
        this.progress = progress;
        this.leftOut = leftOut;
    }

    /** Runs it. */
    CrashResult run() {
        try (Cluster cluster = new Cluster(dir, shape.partitions())) {
            cluster.startBroker();
            HttpSchemaRegistry registry = new HttpSchemaRegistry(cluster.registry(), null, PATIENCE);
            Topics topics = new Topics(registry);
            try (Admin admin = KafkaCluster.admin(cluster.bootstrapServers())) {
                new TopicAdmin(admin, shape.partitions(), Optional.of((short) 1)).ensure(topics.all());
            }
            try (Progress rest = new Progress(cluster.bootstrapServers(), topics)) {
                return run(cluster, registry, topics, rest);
            }
        }
    }

    private CrashResult run(Cluster cluster, HttpSchemaRegistry registry, Topics topics, Progress rest) {
        CrashingNode node = cluster.node(APPLICATION, "node-1", shape.liveMegabytes());
        CrashingNode second = cluster.node(APPLICATION, "node-2", shape.liveMegabytes());
        node.start();
        node.awaitReady();
        Streamed streamed = stream(cluster, node, second, topics, rest);
        say.accept("waiting for rest");
        rest.awaitRest(APPLICATION, node);
        long stateBytes = node.stateBytes();
        Map<String, Long> topicBytes = rest.bytes();

        say.accept("recomputing");
        LogReader log = new LogReader(cluster.bootstrapServers());
        Recompute recompute = recompute(log, topics, schemas(registry));
        Differences differences = new Differences();
        differences.compare("the inputs", "records", recompute.records(), streamed.sent());
        Comparison comparison = new Comparison(log, topics, recompute, differences);
        say.accept("comparing");
        comparison.rest(node, "after the blows");
        long deadLetters = comparison.deadLetters();
        comparison.strays();
        comparison.classifications();
        long closedDays = comparison.closedDays();
        comparison.dayCloses();
        comparison.input(topics.restaurants().name(), streamed.restaurants());
        comparison.input(topics.restaurantDays().name(), streamed.days());
        comparison.input(topics.menuItems().name(), streamed.menuItems());

        node.running().terminate();
        node.wipe();
        node.start();
        Ready restored = node.awaitReady();
        rest.awaitRest(APPLICATION, node);
        comparison.rest(node, "restored from the changelogs");
        node.running().terminate();

        say.accept("comparing the changelogs with those of an undisturbed application");
        CrashingNode undisturbed = cluster.node(UNDISTURBED, "node-1", ROOMY_MEGABYTES);
        undisturbed.start();
        undisturbed.awaitReady();
        rest.awaitRest(UNDISTURBED, undisturbed);
        long rows = changelogs(log, topics, recompute, rest.compacted(), differences);
        return new CrashResult(
                shape,
                streamed.recoveries(),
                restored,
                streamed.sent(),
                recompute.checks(),
                deadLetters,
                closedDays,
                rows,
                stateBytes,
                CrashResult.sum(topicBytes, Changelogs.of(APPLICATION, topicBytes.keySet())),
                differences);
    }

    /** What was sent, and how the node came up after each blow. */
    private record Streamed(
            long sent,
            Map<String, byte[]> restaurants,
            Map<String, byte[]> days,
            Map<String, byte[]> menuItems,
            List<Recovery> recoveries) {}

    private Streamed stream(Cluster cluster, CrashingNode node, CrashingNode second, Topics topics, Progress rest) {
        AtomicLong sent = new AtomicLong();
        ExecutorService aside = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "chaos");
            thread.setDaemon(true);
            return thread;
        });
        ChaosPlan plan = ChaosPlan.draw(shape.seed(), shape.chaos(), shape.events());
        Chaos chaos = new Chaos(cluster, node, second, sent::get, say);
        Future<List<Recovery>> blows = aside.submit(() -> chaos.run(plan));
        // Events go on while processes are down, but not far: blows shall fall on all of the stream.
        long ahead = Math.max(500, shape.events() / 25);
        LongConsumer beforeEach = now -> {
            sent.set(now);
            if (now % 100 == 0) {
                progress.accept(now);
                rest.keepUp(APPLICATION, now, ahead, () -> throwIfFailed(blows));
                Wait.until("the next blow", NEXT_WITHIN, () -> {
                    throwIfFailed(blows);
                    return now <= ahead || now - ahead <= chaos.due();
                });
            }
        };
        try (Sender sender = new Sender(cluster.bootstrapServers(), topics, shape.partitions(), beforeEach)) {
            new EventStream(shape.seed(), shape.events(), shape.restaurants(), sender).run();
            sender.flush();
            sent.set(Math.max(sender.sent(), shape.events()));
            List<Recovery> recoveries = finished(blows);
            return new Streamed(
                    sender.sent(),
                    sender.said(topics.restaurants().name()),
                    sender.said(topics.restaurantDays().name()),
                    sender.said(topics.menuItems().name()),
                    recoveries);
        } finally {
            aside.shutdownNow();
        }
    }

    private static void throwIfFailed(Future<?> blows) {
        if (blows.isDone()) {
            finished(blows);
        }
    }

    private static <T> T finished(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IllegalStateException(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Recompute recompute(LogReader log, Topics topics, Map<Integer, Schema> schemas) {
        TopologySettings settings = TopologySettings.of(shape.partitions());
        return Recompute.of(
                log,
                new Recompute.Inputs(
                        topics.restaurants().name(),
                        topics.restaurantDays().name(),
                        topics.menuItems().name(),
                        topics.transactions().name()),
                schemas,
                new Recompute.Rules(
                        shape.partitions(),
                        settings.historyDays(),
                        settings.futureTolerance(),
                        settings.windowDays(),
                        leftOut));
    }

    /** What is registered: ids are given from 1 on. */
    private static Map<Integer, Schema> schemas(HttpSchemaRegistry registry) {
        Map<Integer, Schema> schemas = new HashMap<>();
        for (int id = 1; id <= SCHEMAS_LOOKED_FOR; id++) {
            try {
                schemas.put(id, registry.byId(id));
            } catch (UnknownSchemaException e) {
                break;
            }
        }
        return schemas;
    }

    private long changelogs(
            LogReader log, Topics topics, Recompute recompute, Set<String> compacted, Differences differences) {
        Changelogs changelogs = new Changelogs(log, differences);
        long rows = 0;
        for (String changelog : Changelogs.of(APPLICATION, compacted)) {
            String undisturbed = undisturbed(changelog);
            rows += compacted.contains(undisturbed) ? changelogs.compare(changelog, undisturbed) : 0;
        }
        String parked = APPLICATION + "-parked-changelog";
        differences.compare(
                parked, changelogs.parked(parked, topics.transactions().name()), recompute.parked());
        for (String untouched :
                List.of(topics.models().name(), topics.trainingJobs().name())) { // nobody trains here
            AtomicLong records = new AtomicLong();
            log.read(untouched, record -> records.incrementAndGet());
            differences.compare(untouched, "records", records.get(), 0L);
        }
        Set<String> recomputed = Set.of(
                topics.restaurants().name(),
                topics.restaurantDays().name(),
                topics.menuItems().name(),
                topics.itemDays().name(),
                topics.classifications().name(),
                topics.forecasts().name(),
                topics.prices().name(),
                topics.models().name(),
                topics.trainingJobs().name());
        withoutRecompute(compacted, recomputed)
                .forEach(topic -> differences.compare(topic, "compacted topic", "exists", "a recompute of it"));
        return rows;
    }

    /** The compacted topics that nothing speaks for: neither a recompute nor the undisturbed application. */
    static Set<String> withoutRecompute(Set<String> compacted, Set<String> recomputed) {
        Set<String> left = new TreeSet<>(compacted);
        left.removeAll(recomputed);
        for (String changelog : Changelogs.of(APPLICATION, compacted)) {
            if (compacted.contains(undisturbed(changelog))) {
                left.removeAll(Set.of(changelog, undisturbed(changelog)));
            }
        }
        return left;
    }

    private static String undisturbed(String changelog) {
        return UNDISTURBED + changelog.substring(APPLICATION.length());
    }
}
