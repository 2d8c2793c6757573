package io.menuflow.serving.events;

import io.menuflow.schemas.UnknownSchemaException;
import io.menuflow.serving.events.Feed.Anew;
import io.menuflow.serving.events.Feed.Event;
import io.menuflow.serving.events.Feed.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ends of the feeds' topics, committed records only, for all listeners of this node at once: one consumer on
 * one thread, of those partitions alone that somebody listens to.
 */
final class ChangeTail implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChangeTail.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long IDLE_MS = 500;
    private static final long TRY_AGAIN_MS = 1_000;

    private final List<Feed<?>> feeds;
    private final Map<String, Integer> feedOf = new HashMap<>();
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Audience audience;
    private final long beatEveryNanos;
    private final BlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();
    private final Map<Integer, Map<String, Set<Listener>>> rooms = new HashMap<>();
    private final Map<Integer, long[]> positions = new HashMap<>();
    private final Thread thread = new Thread(this::run, "menuflow-events");
    private @Nullable Consumer<String, byte[]> consumer;
    private long beatAt = System.nanoTime();
    private volatile boolean closing;

    /** Told, on the tail's thread, what concerns more than one listener. */
    interface Audience {

        /** Listeners of a restaurant are owed a snapshot. */
        void owed(String restaurant);

        /** An event of this type was given to so many listeners. */
        void sent(String type, int listeners);

        /** The tail is alive: time to look after listeners. */
        void beat();
    }

    ChangeTail(
            List<Feed<?>> feeds, Supplier<Consumer<String, byte[]>> consumers, Audience audience, Duration beatEvery) {
        this.feeds = List.copyOf(feeds);
        this.consumers = consumers;
        this.audience = audience;
        this.beatEveryNanos = beatEvery.toNanos();
        for (int feed = 0; feed < feeds.size(); feed++) {
            feedOf.put(feeds.get(feed).topic().name(), feed);
        }
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From now on, records of a partition are told to a listener; then, on the tail's thread, {@code registered} runs. */
    void register(Listener listener, int partition, Registered registered) {
        orders.add(() -> {
            long[] position = positions.get(partition);
            try {
                if (position == null) {
                    position = open(partition);
                }
            } catch (KafkaException e) {
                log.warn("partition {} cannot be listened to", partition, e);
                listener.close("live events cannot be read now; connect again");
                return;
            }
            EventId from = new EventId(partition, position);
            listener.register(from);
            rooms.computeIfAbsent(partition, added -> new HashMap<>())
                    .computeIfAbsent(listener.restaurant(), added -> new HashSet<>())
                    .add(listener);
            registered.from(from);
        });
    }

    /** Where a listener's own events begin. */
    @FunctionalInterface
    interface Registered {
        void from(EventId position);
    }

    void unregister(Listener listener, int partition) {
        orders.add(() -> {
            Map<String, Set<Listener>> restaurants = rooms.get(partition);
            Set<Listener> room = restaurants == null ? null : restaurants.get(listener.restaurant());
            if (restaurants == null || room == null || !room.remove(listener)) {
                return;
            }
            if (room.isEmpty()) {
                restaurants.remove(listener.restaurant());
            }
            if (restaurants.isEmpty()) {
                rooms.remove(partition);
                positions.remove(partition);
                assign();
            }
        });
    }

    private void run() {
        try {
            while (!closing) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (consumer != null) {
                consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
            }
        }
    }

    /** Never ends by an error: listeners would hear heartbeats of a tail that stands still. */
    private void step() throws InterruptedException {
        try {
            Runnable order = rooms.isEmpty() ? orders.poll(IDLE_MS, TimeUnit.MILLISECONDS) : orders.poll();
            while (order != null) {
                order.run();
                order = orders.poll();
            }
            if (!rooms.isEmpty()) {
                read(consumer());
            }
            if (System.nanoTime() - beatAt > beatEveryNanos) {
                beatAt = System.nanoTime();
                rooms.values().forEach(rooms -> rooms.values().forEach(room -> room.forEach(Listener::beat)));
                audience.beat();
            }
        } catch (WakeupException e) {
            log.debug("closing");
        } catch (RuntimeException e) {
            log.warn("live events could not be read and are tried again", e);
            Thread.sleep(TRY_AGAIN_MS);
            seekAgain();
        }
    }

    private void read(Consumer<String, byte[]> from) {
        for (ConsumerRecord<String, byte[]> record : from.poll(POLL)) {
            int feed = feedOf.getOrDefault(record.topic(), 0);
            tell(record, feed);
            long[] position = positions.get(record.partition());
            if (position != null) {
                position[feed] = record.offset() + 1;
            }
        }
        // Also over the marks of transactions, which are no records.
        positions.forEach((partition, position) -> {
            for (int feed = 0; feed < position.length; feed++) {
                position[feed] = from.position(at(feed, partition));
            }
            EventId passed = new EventId(partition, position);
            rooms.getOrDefault(partition, Map.of()).values().forEach(room -> room.forEach(one -> one.passed(passed)));
        });
    }

    private void tell(ConsumerRecord<String, byte[]> record, int feed) {
        String key = String.valueOf(record.key());
        String restaurant = restaurantOf(key);
        Collection<Listener> room =
                List.copyOf(rooms.getOrDefault(record.partition(), Map.of()).getOrDefault(restaurant, Set.of()));
        if (room.isEmpty()) {
            return;
        }
        Told told;
        try {
            told = feeds.get(feed).told(key, record.value());
        } catch (SerializationException | UnknownSchemaException e) {
            log.warn("record {} of {} cannot be read and is told to nobody", record.offset(), record.topic(), e);
            return;
        }
        if (told instanceof Event event) {
            room.forEach(listener -> listener.event(event, feed, record.offset()));
            audience.sent(event.type(), room.size());
        } else if (told instanceof Anew anew) {
            room.forEach(listener -> listener.owe(anew.reason(), feed, record.offset()));
            audience.owed(restaurant);
        } else {
            room.forEach(listener -> listener.close("restaurant " + restaurant + " was removed"));
        }
    }

    /** The restaurant of a key, which is before the first colon. */
    static String restaurantOf(String key) {
        int colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
    }

    private long[] open(int partition) {
        positions.put(partition, new long[feeds.size()]);
        try {
            assign();
            List<TopicPartition> all = ofPartition(partition);
            consumer().seekToEnd(all);
            long[] position = new long[feeds.size()];
            for (int feed = 0; feed < position.length; feed++) {
                position[feed] = consumer().position(all.get(feed));
            }
            positions.put(partition, position);
            return position;
        } catch (RuntimeException e) {
            positions.remove(partition);
            throw e;
        }
    }

    private void assign() {
        List<TopicPartition> all = new ArrayList<>();
        positions.keySet().forEach(partition -> all.addAll(ofPartition(partition)));
        consumer().assign(all);
    }

    private void seekAgain() {
        Consumer<String, byte[]> from = consumer;
        if (from != null) {
            positions.forEach((partition, position) -> {
                for (int feed = 0; feed < position.length; feed++) {
                    if (from.assignment().contains(at(feed, partition))) {
                        from.seek(at(feed, partition), position[feed]);
                    }
                }
            });
        }
    }

    private List<TopicPartition> ofPartition(int partition) {
        return feeds.stream()
                .map(feed -> new TopicPartition(feed.topic().name(), partition))
                .toList();
    }

    private TopicPartition at(int feed, int partition) {
        return new TopicPartition(feeds.get(feed).topic().name(), partition);
    }

    private Consumer<String, byte[]> consumer() {
        Consumer<String, byte[]> made = consumer == null ? consumers.get() : consumer;
        consumer = made;
        return made;
    }

    @Override
    public void close() {
        closing = true;
        orders.add(() -> {});
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
