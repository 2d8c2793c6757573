package io.menuflow.serving.events;

import io.menuflow.serving.events.Missed.LostException;
import io.menuflow.serving.events.Snapshots.Answer;
import io.menuflow.serving.events.Snapshots.Later;
import io.menuflow.serving.events.Snapshots.Refused;
import io.menuflow.serving.events.Snapshots.Taken;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens to which restaurant on this node. Any node serves any restaurant: events come from the topics, and only the
 * snapshot a stream begins with from the node that has the state.
 */
public final class Events implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Events.class);
    private static final int WORKERS = 3;
    private static final long ASK_AGAIN_MS = 1_000;
    private static final long LAST_WORD_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int FEW_RECORDS = 200;

    private final List<Feed<?>> feeds;
    private final Limits limits;
    private final MeterRegistry meters;
    private final Missed missed;
    private final ChangeTail tail;
    private final Map<Listener, Subscription> all = new ConcurrentHashMap<>();
    private final Map<String, Integer> holders = new HashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor workers = new ScheduledThreadPoolExecutor(WORKERS, task -> {
        Thread thread = new Thread(task, "menuflow-events-worker");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed;

    /**
     * How many may listen.
     *
     * @param clients of this node
     * @param perHolder of them, of one key, or of one address where no keys are asked for
     */
    public record Limits(int clients, int perHolder, Duration beatEvery) {}

    /** One more than there may be. */
    public static final class TooManyException extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean ofHolder;

        TooManyException(String reason, boolean ofHolder) {
            super(reason);
            this.ofHolder = ofHolder;
        }

        /** Whether it is the holder that has too many, not the node. */
        public boolean isOfHolder() {
            return ofHolder;
        }
    }

    /** What a listener was registered with. */
    private record Subscription(int partition, Snapshots snapshots, BooleanSupplier admitted, Runnable cut) {}

    /** Starts; nothing is read while nobody listens. */
    public static Events start(String bootstrapServers, List<Feed<?>> feeds, Limits limits, MeterRegistry meters) {
        Events events = new Events(feeds, () -> consumer(bootstrapServers), limits, meters);
        events.tail.start();
        return events;
    }

    Events(List<Feed<?>> feeds, Supplier<Consumer<String, byte[]>> consumers, Limits limits, MeterRegistry meters) {
        this.feeds = List.copyOf(feeds);
        this.limits = limits;
        this.meters = meters;
        this.missed = new Missed(feeds, consumers);
        meters.counter("menuflow.events.cut"); // there from the start, to be watched
        this.tail = new ChangeTail(feeds, consumers, new Audience(), limits.beatEvery());
        Gauge.builder("menuflow.events.clients", all, Map::size)
                .description("Clients that listen to live events")
                .register(meters);
    }

    private static Consumer<String, byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        FEW_RECORDS),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Takes a listener on.
     *
     * @param lastEventId what it heard last, when it comes again
     * @param wake told, on any thread, that there is something to {@link Listener#poll}
     * @param cut closes the connection of one that does not even read why
     * @throws TooManyException when there are too many already
     */
    public Listener listen(
            Subscriber subscriber, @Nullable String lastEventId, Snapshots snapshots, Runnable wake, Runnable cut)
            throws TooManyException {
        Listener listener = new Listener(subscriber.restaurant(), subscriber.holder(), wake);
        int partition = subscriber.partition();
        synchronized (holders) {
            admit(subscriber.holder());
            all.put(listener, new Subscription(partition, snapshots, subscriber.admitted(), cut));
        }
        tail.register(listener, partition, from -> submit(() -> begin(listener, lastEventId, from), 0));
        return listener;
    }

    /**
     * Who wants to listen to what.
     *
     * @param holder whose clients are counted together
     * @param admitted whether the listener may go on, asked at every beat
     */
    public record Subscriber(String restaurant, int partition, String holder, BooleanSupplier admitted) {}

    private void admit(String holder) throws TooManyException {
        if (closed) {
            throw new TooManyException("the node is stopping", false);
        }
        if (all.size() >= limits.clients()) {
            throw new TooManyException("this node has " + limits.clients() + " listeners, and no room for more", false);
        }
        int held = holders.getOrDefault(holder, 0);
        if (held >= limits.perHolder()) {
            throw new TooManyException("you have " + held + " streams open on this node, which is the limit", true);
        }
        holders.put(holder, held + 1);
    }

    /** The connection of a listener is gone. */
    public void gone(Listener listener) {
        listener.gone();
        Subscription subscription;
        synchronized (holders) {
            subscription = all.remove(listener);
            if (subscription != null) {
                holders.computeIfPresent(listener.holder(), (holder, held) -> held > 1 ? held - 1 : null);
            }
        }
        if (subscription != null) {
            if (listener.isSlow()) {
                meters.counter("menuflow.events.cut").increment();
            }
            tail.unregister(listener, subscription.partition());
        }
    }

    private void begin(Listener listener, @Nullable String lastEventId, EventId from) {
        if (lastEventId != null) {
            try {
                EventId heard = EventId.parse(lastEventId, feeds.size())
                        .filter(id -> id.partition() == from.partition())
                        .orElseThrow(() -> new LostException("your Last-Event-ID is none of this stream"));
                listener.resume(missed.between(listener.restaurant(), heard, from), heard);
                count("resumed");
                return;
            } catch (LostException e) {
                listener.beginAnew(String.valueOf(e.getMessage()));
                count("snapshot");
            } catch (RuntimeException e) {
                log.warn("what a client missed could not be read", e);
                listener.beginAnew("what came after your Last-Event-ID could not be read");
                count("snapshot");
            }
        }
        ask(listener.restaurant(), 0);
    }

    private void count(String outcome) {
        meters.counter("menuflow.events.resumes", "outcome", outcome).increment();
    }

    /** One question for all listeners of a restaurant that are owed an answer. */
    private void ask(String restaurant, long delayMs) {
        if (asked.add(restaurant)) {
            submit(() -> snapshot(restaurant), delayMs);
        }
    }

    private void snapshot(String restaurant) {
        asked.remove(restaurant);
        Map<Listener, Integer> owed = new HashMap<>();
        all.keySet().forEach(listener -> {
            if (listener.restaurant().equals(restaurant) && listener.isOwed()) {
                owed.put(listener, listener.owedTimes());
            }
        });
        Listener first = owed.keySet().stream().findFirst().orElse(null);
        Subscription subscription = first == null ? null : all.get(first);
        if (first == null || subscription == null) {
            return;
        }
        Answer answer = subscription.snapshots().of(restaurant);
        if (answer instanceof Taken taken) {
            owed.forEach((listener, times) -> listener.snapshot(taken, times));
            meters.counter("menuflow.events.sent", "type", "snapshot").increment(owed.size());
        } else if (answer instanceof Refused refused) {
            first.close(refused.reason()); // others may be let in
        } else if (answer instanceof Later later) {
            owed.keySet().forEach(listener -> listener.comment("waiting: " + later.reason()));
        }
        if (owed.keySet().stream().anyMatch(Listener::isOwed)) {
            ask(restaurant, ASK_AGAIN_MS);
        }
    }

    private void submit(Runnable work, long delayMs) {
        try {
            var unused = workers.schedule(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException e) {
                            log.error("a listener could not be served", e);
                        }
                    },
                    delayMs,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("stopping");
        }
    }

    private final class Audience implements ChangeTail.Audience {

        @Override
        public void owed(String restaurant) {
            ask(restaurant, 0);
        }

        @Override
        public void sent(String type, int listeners) {
            meters.counter("menuflow.events.sent", "type", type).increment(listeners);
        }

        /** Ends those who may not listen any more, and cuts those who were told why and have not read it. */
        @Override
        public void beat() {
            long now = System.nanoTime();
            all.forEach((listener, subscription) -> {
                if (!subscription.admitted().getAsBoolean()) {
                    listener.close("your key is not in force any more, or has changed");
                }
                if (listener.isOverdue(now, LAST_WORD_NANOS)) {
                    subscription.cut().run();
                    gone(listener);
                }
            });
        }
    }

    @Override
    public void close() {
        synchronized (holders) {
            closed = true;
        }
        all.keySet().forEach(listener -> listener.close("the node is stopping; connect again to go on where you were"));
        workers.shutdownNow();
        tail.close();
    }
}
