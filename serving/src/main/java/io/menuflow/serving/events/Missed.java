package io.menuflow.serving.events;

import io.menuflow.schemas.UnknownSchemaException;
import io.menuflow.serving.events.Feed.Anew;
import io.menuflow.serving.events.Feed.Event;
import io.menuflow.serving.events.Feed.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What a listener that comes again has missed: the records of its restaurant between what it has heard and where its own
 * events begin. Read by a consumer that lives as long as that takes, within bounds.
 */
final class Missed {

    private static final Duration POLL = Duration.ofMillis(200);
    /** Offsets that are read for one listener, of all restaurants of its partition. */
    private static final long MAX_RECORDS = 200_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Feed<?>> feeds;
    private final Supplier<Consumer<String, byte[]>> consumers;

    Missed(List<Feed<?>> feeds, Supplier<Consumer<String, byte[]>> consumers) {
        this.feeds = feeds;
        this.consumers = consumers;
    }

    /** It cannot go on where it was; says why. */
    static final class LostException extends Exception {
        private static final long serialVersionUID = 1L;

        LostException(String reason) {
            super(reason);
        }
    }

    /**
     * The events of a restaurant after {@code heard} and before {@code until}.
     *
     * @throws LostException when it has to begin with a snapshot
     */
    List<Listener.Missed> between(String restaurant, EventId heard, EventId until) throws LostException {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Integer> feedOf = new HashMap<>();
            for (int feed = 0; feed < feeds.size(); feed++) {
                feedOf.put(new TopicPartition(feeds.get(feed).topic().name(), heard.partition()), feed);
            }
            consumer.assign(feedOf.keySet());
            refuseLost(consumer, feedOf, heard, until);
            feedOf.forEach((topic, feed) -> consumer.seek(topic, heard.next()[feed]));
            return read(consumer, feedOf, restaurant, heard, until);
        }
    }

    private static void refuseLost(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Integer> feedOf, EventId heard, EventId until)
            throws LostException {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(feedOf.keySet());
        Map<TopicPartition, Long> end = consumer.endOffsets(feedOf.keySet());
        long records = 0;
        for (Map.Entry<TopicPartition, Integer> topic : feedOf.entrySet()) {
            long next = heard.next()[topic.getValue()];
            if (next < first.getOrDefault(topic.getKey(), 0L)) {
                throw new LostException(
                        "what came after your Last-Event-ID is not kept any more, which is for 24 hours");
            }
            if (next > end.getOrDefault(topic.getKey(), 0L)) {
                throw new LostException("your Last-Event-ID is of another cluster");
            }
            records += Math.max(0, until.next()[topic.getValue()] - next);
        }
        if (records > MAX_RECORDS) {
            throw new LostException("too much came after your Last-Event-ID: " + records + " records");
        }
    }

    private List<Listener.Missed> read(
            Consumer<String, byte[]> consumer,
            Map<TopicPartition, Integer> feedOf,
            String restaurant,
            EventId heard,
            EventId until)
            throws LostException {
        Story missed = new Story();
        EventId at = heard;
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!reached(consumer, feedOf, until)) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                int feed = feedOf.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0);
                if (until.covers(feed, record.offset())) {
                    at = at.after(feed, record.offset());
                    if (ChangeTail.restaurantOf(String.valueOf(record.key())).equals(restaurant)) {
                        missed.add(told(feed, record), at);
                    }
                }
            }
            if (System.nanoTime() > patience) {
                throw new LostException("what came after your Last-Event-ID could not be read in time");
            }
        }
        return missed.events;
    }

    private static boolean reached(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Integer> feedOf, EventId until) {
        return feedOf.entrySet().stream()
                .allMatch(topic -> consumer.position(topic.getKey()) >= until.next()[topic.getValue()]);
    }

    private Told told(int feed, ConsumerRecord<String, byte[]> record) throws LostException {
        try {
            return feeds.get(feed).told(String.valueOf(record.key()), record.value());
        } catch (SerializationException | UnknownSchemaException e) {
            throw new LostException("what came after your Last-Event-ID cannot be read");
        }
    }

    /** What it has missed, as far as it may wait at once. */
    private static final class Story {
        private final List<Listener.Missed> events = new ArrayList<>();
        private int bytes;

        void add(Told told, EventId at) throws LostException {
            if (told instanceof Anew anew) {
                throw new LostException(anew.reason());
            }
            if (!(told instanceof Event event)) {
                throw new LostException("the restaurant was removed meanwhile");
            }
            events.add(new Listener.Missed(event, at));
            bytes += event.json().length();
            if (events.size() > Listener.MAX_MISSED_EVENTS || bytes > Listener.MAX_MISSED_BYTES) {
                throw new LostException("too much came after your Last-Event-ID: more than "
                        + Listener.MAX_MISSED_EVENTS + " events or " + Listener.MAX_MISSED_BYTES + " bytes");
            }
        }
    }
}
