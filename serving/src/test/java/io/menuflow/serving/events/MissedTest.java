package io.menuflow.serving.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topic.Layout;
import io.menuflow.serving.events.Feed.Event;
import io.menuflow.serving.events.Missed.LostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class MissedTest {

    private static final int PARTITION = 3;
    private static final TopicPartition CHANGES = new TopicPartition("changes", PARTITION);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("latest");
    private final Missed missed = new Missed(
            List.of(new Feed<>(
                    new Topic<>("changes", Serdes.String(), Serdes.String(), Layout.BY_RESTAURANT, Map.of()),
                    (key, value) -> new Event("items", "\"" + value + "\"", null))),
            () -> consumer);

    @Test
    void shouldTellWhatCameBetween_ofThatRestaurantAlone() throws LostException {
        kept(100, 104);
        record(101, "roma", "a");
        record(102, "oslo", "b");
        record(103, "roma:soup", "c");

        List<Listener.Missed> events = missed.between("roma", id(101), id(104));

        assertThat(events)
                .containsExactly(
                        new Listener.Missed(new Event("items", "\"a\"", null), id(102)),
                        new Listener.Missed(new Event("items", "\"c\"", null), id(104)));
    }

    @Test
    void shouldBeLost_whenItIsNotKeptAnyMore() {
        kept(100, 104);

        assertLost(id(99), id(104), "not kept any more");
    }

    @Test
    void shouldBeLost_whenItIsAheadOfTheTopic() {
        kept(100, 104);

        assertLost(id(105), id(104), "another cluster");
    }

    /** It would be cut at once, connect again with the same id, and be cut again, for ever. */
    @Test
    void shouldBeLost_whenMoreCameThanMayWaitAtOnce() {
        kept(100, 104);
        for (int i = 100; i < 104; i++) {
            record(i, "roma", "x".repeat(Listener.MAX_MISSED_BYTES / 4));
        }

        assertLost(id(100), id(104), "too much came after your Last-Event-ID: more than 1024 events or 524288 bytes");
    }

    private void assertLost(EventId heard, EventId until, String why) {
        assertThatThrownBy(() -> missed.between("roma", heard, until))
                .isInstanceOf(LostException.class)
                .hasMessageContaining(why);
    }

    private void kept(long first, long end) {
        consumer.updateBeginningOffsets(Map.of(CHANGES, first));
        consumer.updateEndOffsets(Map.of(CHANGES, end));
    }

    private void record(long offset, String key, String value) {
        consumer.schedulePollTask(() -> consumer.addRecord(
                new ConsumerRecord<>(CHANGES.topic(), PARTITION, offset, key, value.getBytes(StandardCharsets.UTF_8))));
    }

    private static EventId id(long next) {
        return new EventId(PARTITION, new long[] {next});
    }
}
