package io.menuflow.bench.throughput;

import io.menuflow.connectors.EventSink;
import io.menuflow.connectors.KafkaEventSink;
import io.menuflow.quickstart.CatchUp;
import io.menuflow.quickstart.broker.LocalBroker;
import io.menuflow.quickstart.registry.LocalRegistry;
import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.KafkaCluster;
import io.menuflow.schemas.TopicAdmin;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.serving.Node;
import io.menuflow.serving.NodeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker and a registry that stay, and a node that comes and goes, in this process and a temporary directory. */
final class Rig implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Rig.class);
    private static final Duration POLL = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final NodeConfig config;
    private final Topics topics;
    private final Map<String, Object> client;
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private long workedOff;

    private Rig(Path dir, int partitions, @Nullable Integer threads) {
        try {
            LocalBroker broker = opened(LocalBroker.start(new LocalBroker.Options(dir.resolve("kafka"), 0)));
            LocalRegistry registry = opened(LocalRegistry.start(new LocalRegistry.Options(dir.resolve("registry"), 0)));
            config = config(dir, broker, registry, partitions, threads);
            topics = new Topics(new HttpSchemaRegistry(registry.url(), null, config.registryPatience()));
            client = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
            try (Admin admin = KafkaCluster.admin(config.bootstrapServers())) {
                new TopicAdmin(admin, partitions, Optional.of((short) 1)).ensure(topics.all());
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts what stays, with its data in {@code dir}. */
    static Rig start(Path dir, int partitions, @Nullable Integer threads) {
        return new Rig(dir, partitions, threads);
    }

    private static NodeConfig config(
            Path dir, LocalBroker broker, LocalRegistry registry, int partitions, @Nullable Integer threads) {
        Map<String, String> settings = new HashMap<>();
        settings.put("menuflow.bootstrap-servers", broker.bootstrapServers());
        settings.put("menuflow.schema-registry.url", registry.url().toString());
        settings.put("menuflow.application-id", "bench");
        settings.put("menuflow.state-dir", dir.resolve("state").toString());
        settings.put("menuflow.http.port", "0");
        settings.put("menuflow.http.open", "true");
        settings.put("menuflow.partitions", Integer.toString(partitions));
        settings.put("menuflow.replication-factor", "1");
        if (threads != null) {
            settings.put("menuflow.threads", threads.toString());
        }
        return NodeConfig.load(Optional.empty(), settings);
    }

    /** What the node runs with. */
    NodeConfig config() {
        return config;
    }

    /** Sends what {@code source} makes and returns when the broker has it. */
    void fill(Consumer<EventSink> source) {
        try (KafkaEventSink sink = KafkaEventSink.connect(client, topics)) {
            source.accept(sink);
            sink.flush();
        }
    }

    /** Consumes and decodes the transactions that were not read yet, and returns how many a second. */
    double readAll() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("isolation.level", "read_committed");
        List<TopicPartition> partitions = IntStream.range(0, config.partitions())
                .mapToObj(partition -> new TopicPartition(topics.transactions().name(), partition))
                .toList();
        var decoder = topics.transactions().valueSerde().deserializer();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, read.getOrDefault(partition, 0L)));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long left = partitions.stream()
                    .mapToLong(partition -> ends.getOrDefault(partition, 0L) - read.getOrDefault(partition, 0L))
                    .sum();
            read.putAll(ends);
            long records = left;
            long lines = 0;
            long start = System.nanoTime();
            while (left > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Transaction transaction = decoder.deserialize(record.topic(), record.value());
                    lines += transaction.getLines().size();
                    left--;
                }
            }
            long took = System.nanoTime() - start;
            if (lines < records) {
                throw new IllegalStateException("transactions without lines were read");
            }
            return records * 1e9 / took;
        }
    }

    /**
     * What a node did.
     *
     * @param recordsPerSecond committed, after the first tenth
     * @param oldestUnscoredSeconds the longest that a changed menu waited for its classification
     * @param unclosed menus whose last business day was still to be closed when everything was committed
     */
    record WorkedOff(
            double recordsPerSecond, double itemsScoredPerSecond, double oldestUnscoredSeconds, double unclosed) {}

    /** Starts a node, waits until it has committed everything, and stops it. */
    WorkedOff workOff() throws Exception {
        try (Node node = Node.start(config);
                CatchUp catchUp = new CatchUp(config.bootstrapServers(), config.applicationId(), topics)) {
            Stopwatch watch = new Stopwatch(workedOff, URI.create("http://127.0.0.1:" + node.port() + "/metrics"));
            catchUp.await(node.failed(), watch::at);
            workedOff = watch.total;
            return watch.result();
        }
    }

    /** Times the commits, and looks at the node's metrics about once a second. */
    private static final class Stopwatch {
        private static final Pattern ITEMS = Pattern.compile("^menuflow_items_scored_total (\\S+)$", Pattern.MULTILINE);
        private static final Pattern UNCLOSED = Pattern.compile("^menuflow_menus_unclosed (\\S+)$", Pattern.MULTILINE);
        private static final Pattern AGE = Pattern.compile("^menuflow_score_age_seconds (\\S+)$", Pattern.MULTILINE);

        private final HttpClient http = HttpClient.newHttpClient();
        private final HttpRequest metrics;
        private final long before;
        private long total;
        private long committed;
        private long firstCommitted;
        private double firstItems;
        private long firstAt;
        private long lastAt;
        private double items;
        private double oldest;
        private double unclosed;
        private long looked;

        Stopwatch(long before, URI metrics) {
            this.before = before;
            this.metrics = HttpRequest.newBuilder(metrics).build();
        }

        void at(long now, long all) {
            long time = System.nanoTime();
            total = all;
            boolean counts = now - before >= (all - before) / 10 && now > committed;
            committed = now;
            if (now == all || time - looked > 1_000_000_000L) {
                look();
                looked = time;
            }
            if (counts) {
                lastAt = time;
                if (firstAt == 0) {
                    firstAt = time;
                    firstCommitted = now;
                    look();
                    firstItems = items;
                }
            }
        }

        private void look() {
            try {
                String text = http.send(metrics, BodyHandlers.ofString()).body();
                items = value(ITEMS, text);
                oldest = Math.max(oldest, value(AGE, text));
                unclosed = value(UNCLOSED, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        private static double value(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
        }

        WorkedOff result() {
            double seconds = (lastAt - firstAt) / 1e9;
            return new WorkedOff(
                    (committed - firstCommitted) / seconds, (items - firstItems) / seconds, oldest, unclosed);
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                log.warn("closing failed", e);
            }
        }
    }
}
