package io.menuflow.serving.metrics;

import io.menuflow.models.outlook.MenuOutlook;
import io.menuflow.serving.rest.HttpObserver;
import io.menuflow.topology.StageObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's counters, in Prometheus' text format. */
public final class NodeMetrics implements StageObserver, HttpObserver, AutoCloseable {

    /** Upper ends of the buckets by which the time of a request is counted. */
    private static final Duration[] REQUEST_BUCKETS = Stream.of(5, 25, 100, 250, 500, 1_000, 2_500, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final Logger log = LoggerFactory.getLogger(NodeMetrics.class);

    /** How soon the metrics of tasks and stores that were just assigned are seen: before Prometheus asks. */
    private static final Duration REFRESH_EVERY = Duration.ofSeconds(5);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Integer, AtomicInteger> parked = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> unscored = new ConcurrentHashMap<>();
    private final Set<String> toScore = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicLong> handled = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> unpublished = new ConcurrentHashMap<>();
    private final Counter daysPublished = registry.counter("menuflow.days.published");
    private final Counter menusScored = registry.counter("menuflow.menus.scored");
    private final Counter itemsScored = registry.counter("menuflow.items.scored");
    private final Timer outlooks = Timer.builder("menuflow.outlooks")
            .description("Menus whose outlook was made, and how long features, back-test and scoring took")
            .register(registry);
    private final Map<Integer, AtomicInteger> unclosed = new ConcurrentHashMap<>();
    private final Counter unclosable = registry.counter("menuflow.menus.unclosable");
    private final Timer forecasts = Timer.builder("menuflow.forecasts")
            .description("Menus whose demand was forecast, and how long that took")
            .register(registry);
    private final Counter forecastItems = registry.counter("menuflow.forecast.items");
    private final Timer prices = Timer.builder("menuflow.prices")
            .description("Menus whose prices were advised on, and how long that took without their blocks of days")
            .register(registry);
    private final Counter priceItems = registry.counter("menuflow.price.items");
    private final Timer blocks = Timer.builder("menuflow.price.blocks")
            .description("Looks at a menu's blocks of days, and how long making anew what had changed took")
            .register(registry);
    private final Counter outlookItems = registry.counter("menuflow.outlook.items");
    private final AtomicLong scoreAge = new AtomicLong();
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final ScheduledExecutorService refresh = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "menuflow-metrics");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable KafkaStreamsMetrics streams;
    private volatile StageObserver models = StageObserver.NONE;
    private volatile Runnable beforeScrape = () -> {};

    public NodeMetrics() {
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("menuflow.transactions")
                            .description("Valid transaction records by what became of them")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        Gauge.builder("menuflow.parked.records", parked, NodeMetrics::sum)
                .description("Records that wait for their restaurant")
                .register(registry);
        Gauge.builder("menuflow.menus.unscored", unscored, NodeMetrics::sum)
                .description("Menus that changed since they were last scored")
                .register(registry);
        Gauge.builder("menuflow.days.unpublished", unpublished, NodeMetrics::sum)
                .description("Restaurants whose closed days are not all published as they are")
                .register(registry);
        Gauge.builder("menuflow.menus.unclosed", unclosed, NodeMetrics::sum)
                .description("Restaurants that wait for their forecast and prices")
                .register(registry);
        Gauge.builder("menuflow.score.age.seconds", scoreAge, age -> age.get() / 1_000.0)
                .description("How long the oldest menu of the last scoring had waited")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    @Override
    public void live(LongSupplier bytes) {
        Gauge.builder("menuflow.live.bytes", bytes, LongSupplier::getAsLong)
                .description("Heap that the sums worked on take")
                .strongReference(true)
                .register(registry);
    }

    /** Adds the metrics of the running topology. */
    public void observe(KafkaStreams running) {
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(running, List.of(), refresh, REFRESH_EVERY);
        metrics.bindTo(registry);
        streams = metrics;
    }

    /** Where other parts count. */
    public MeterRegistry meters() {
        return registry;
    }

    /**
     * Adds what is watched of models.
     *
     * @param watch told of every outlook
     * @param refresh brings figures up to date that are computed when somebody asks
     */
    public void observe(StageObserver watch, Runnable refresh) {
        models = watch;
        beforeScrape = refresh;
    }

    private static int sum(Map<Integer, AtomicInteger> byPartition) {
        return byPartition.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Everything, in Prometheus' text format. */
    public String scrape() {
        beforeScrape.run();
        return registry.scrape();
    }

    @Override
    public void transaction(Outcome outcome) {
        Counter counter = outcomes.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void received(int partition, long appendedAtMillis) {
        handled.computeIfAbsent(partition, added -> new AtomicLong()).set(appendedAtMillis);
    }

    /** When the record of a partition that was last handled had been appended, milliseconds since 1970; 0 before one. */
    public long lastHandled(int partition) {
        AtomicLong time = handled.get(partition);
        return time == null ? 0 : time.get();
    }

    @Override
    public void deadLetter(String stage, String reason) {
        registry.counter("menuflow.dead.letters", "stage", stage, "reason", reason)
                .increment();
    }

    @Override
    public void stray(String topic) {
        registry.counter("menuflow.strays", "topic", topic).increment();
    }

    @Override
    public void parked(int partition, int records) {
        parked.computeIfAbsent(partition, added -> new AtomicInteger()).set(records);
    }

    @Override
    public void unscored(int partition, int menus) {
        unscored.computeIfAbsent(partition, added -> new AtomicInteger()).set(menus);
    }

    @Override
    public void outlook(int partition, String restaurant, MenuOutlook outlook, long nanos) {
        outlooks.record(Duration.ofNanos(nanos));
        outlookItems.increment(outlook.features().rows());
        models.outlook(partition, restaurant, outlook, nanos);
    }

    @Override
    public void dayPublished() {
        daysPublished.increment();
    }

    @Override
    public void unpublished(int partition, int restaurants) {
        unpublished.computeIfAbsent(partition, added -> new AtomicInteger()).set(restaurants);
    }

    @Override
    public void toScore(String restaurant) {
        toScore.add(restaurant);
    }

    @Override
    public void scored(String restaurant) {
        toScore.remove(restaurant);
    }

    /** Whether a restaurant's menu was scored as its records are that questions see. */
    public boolean isScored(String restaurant) {
        return !toScore.contains(restaurant);
    }

    /** Whether all days that have closed are published. */
    public boolean isPublished() {
        return sum(unpublished) == 0;
    }

    @Override
    public void forecast(int partition, int items, long nanos) {
        forecasts.record(Duration.ofNanos(nanos));
        forecastItems.increment(items);
    }

    @Override
    public void prices(int partition, int items, long nanos) {
        prices.record(Duration.ofNanos(nanos));
        priceItems.increment(items);
    }

    @Override
    public void blocks(int partition, long nanos) {
        blocks.record(Duration.ofNanos(nanos));
    }

    @Override
    public void unclosable(int partition, String restaurant, RuntimeException why) {
        log.error(
                "restaurant {} has no forecast and no prices: what it sells cannot be reckoned with", restaurant, why);
        unclosable.increment();
    }

    @Override
    public void unclosed(int partition, int restaurants) {
        unclosed.computeIfAbsent(partition, added -> new AtomicInteger()).set(restaurants);
    }

    @Override
    public void scored(int menus, int items, long oldestMillis) {
        menusScored.increment(menus);
        itemsScored.increment(items);
        scoreAge.set(oldestMillis);
    }

    @Override
    public void forgotten(int partition, String restaurant) {
        models.forgotten(partition, restaurant);
    }

    @Override
    public void left(int partition) {
        models.left(partition);
    }

    @Override
    public void answered(String method, String route, int status, Duration took) {
        Timer.builder("menuflow.http.requests")
                .description("Requests answered")
                .tags("method", method, "route", route, "status", Integer.toString(status))
                .serviceLevelObjectives(REQUEST_BUCKETS)
                .register(registry)
                .record(took);
    }

    @Override
    public void rejected(String reason) {
        registry.counter("menuflow.transactions.rejected", "reason", reason).increment();
    }

    @Override
    public void close() {
        refresh.shutdownNow();
        if (streams != null) {
            streams.close();
        }
        gc.close();
        registry.close();
    }
}
