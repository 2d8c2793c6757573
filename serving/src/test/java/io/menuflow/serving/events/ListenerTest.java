package io.menuflow.serving.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.serving.events.Feed.Event;
import io.menuflow.serving.events.Snapshots.Taken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final Listener listener = new Listener("roma", "somebody", () -> {});

    @BeforeEach
    void register() {
        listener.register(new EventId(3, new long[] {100, 50}));
    }

    @Test
    void shouldSendTheSnapshotFirst_thenWhatCameMeanwhile() {
        listener.event(event("items", 1, NOON), 0, 104);
        listener.event(event("classification", 2, null), 1, 50);

        listener.snapshot(taken(NOON, true), 0);

        assertThat(sent())
                .containsExactly(
                        "event: snapshot\nid: 3-104-50\ndata: {\"reason\":\"connected\",\"n\":0}\n\n",
                        "event: items\nid: 3-105-50\ndata: {\"n\":1}\n\n",
                        "event: classification\nid: 3-105-51\ndata: {\"n\":2}\n\n");
    }

    @Test
    void shouldNotStepBack_whenTheSnapshotIsNewerThanWhatWaited() {
        listener.event(event("items", 1, NOON.minusSeconds(1)), 0, 104);
        listener.event(event("items", 2, NOON), 0, 105);

        listener.snapshot(taken(NOON, true), 0);

        assertThat(sent()).hasSize(2).last().isEqualTo("event: items\nid: 3-106-50\ndata: {\"n\":2}\n\n");
    }

    @Test
    void shouldGiveNoId_beforeACompleteSnapshotWasSent() {
        listener.snapshot(taken(NOON, false), 0);
        listener.event(event("items", 1, NOON), 0, 104);
        assertThat(listener.isOwed()).isTrue();
        assertThat(sent())
                .containsExactly(
                        """
                        event: snapshot
                        data: {"reason":"connected; of a standby, another one follows","n":0}

                        """,
                        "event: items\ndata: {\"n\":1}\n\n");

        listener.snapshot(taken(NOON, true), 0);

        assertThat(listener.isOwed()).isFalse();
        assertThat(sent())
                .containsExactly("event: snapshot\nid: 3-105-50\ndata: {\"reason\":\"connected\",\"n\":0}\n\n");
    }

    @Test
    void shouldHoldItsIds_whileASnapshotIsOwed() {
        listener.snapshot(taken(NOON, true), 0);
        sent();

        listener.owe("another day", 0, 110);
        listener.event(event("items", 1, NOON), 0, 111);
        listener.passed(new EventId(3, new long[] {120, 60}));
        listener.event(event("classification", 2, NOON), 1, 60);
        assertThat(sent())
                .containsExactly(
                        "event: items\nid: 3-110-50\ndata: {\"n\":1}\n\n",
                        "event: classification\nid: 3-110-61\ndata: {\"n\":2}\n\n");

        listener.snapshot(taken(NOON, true), listener.owedTimes());

        assertThat(sent())
                .containsExactly("event: snapshot\nid: 3-120-61\ndata: {\"reason\":\"another day\",\"n\":0}\n\n");
    }

    @Test
    void shouldBeOwedStill_whenTheMenuChangedAgainMeanwhile() {
        listener.snapshot(taken(NOON, true), 0);
        listener.owe("another day", 0, 110);
        int asked = listener.owedTimes();
        listener.owe("another day", 0, 112);

        listener.snapshot(taken(NOON, true), asked);

        assertThat(listener.isOwed()).isTrue();
        assertThat(sent()).last().asString().contains("id: 3-110-50");
    }

    @Test
    void shouldGoOnWithWhatItMissed_andTellNothingTwice() {
        listener.event(event("items", 3, NOON), 0, 104);
        listener.event(event("items", 4, NOON), 0, 105);
        EventId lastHeard = new EventId(3, new long[] {105, 40}); // of a node that was further

        listener.resume(
                List.of(new Listener.Missed(event("classification", 2, null), new EventId(3, new long[] {105, 45}))),
                lastHeard);

        assertThat(sent())
                .containsExactly(
                        "event: classification\nid: 3-105-45\ndata: {\"n\":2}\n\n",
                        "event: items\nid: 3-106-50\ndata: {\"n\":4}\n\n",
                        ": resumed\nid: 3-106-50\n\n");
    }

    @Test
    void shouldBeCutWithTheReason_whenItDoesNotRead() {
        listener.snapshot(taken(NOON, true), 0);
        for (int i = 0; i < Listener.MAX_EVENTS; i++) {
            listener.event(event("items", i, NOON), 0, 200 + i);
        }
        listener.event(event("items", 999, NOON), 0, 999);

        assertThat(listener.isEnded()).isTrue();
        assertThat(listener.isSlow()).isTrue();
        assertThat(sent())
                .singleElement()
                .asString()
                .startsWith(
                        "event: error\ndata: {\"reason\":\"too slow: 2048 events or 1048576 bytes waited to be read;");
    }

    @Test
    void shouldBeCut_whenFewEventsAreTooLarge() {
        listener.snapshot(taken(NOON, true), 0);
        String large = "\"" + "x".repeat(600_000) + "\"";

        listener.event(new Event("items", large, NOON), 0, 200);
        assertThat(listener.isEnded()).isFalse();
        listener.event(new Event("items", large, NOON), 0, 201);

        assertThat(listener.isSlow()).isTrue();
    }

    @Test
    void shouldEnd_whenTooMuchComesBeforeItBegins() {
        String large = "\"" + "x".repeat(Listener.MAX_BYTES / 8) + "\"";

        listener.event(new Event("forecast", large, null), 1, 60);
        assertThat(listener.isEnded()).isFalse();
        listener.event(new Event("forecast", large, null), 1, 61);

        assertThat(sent()).singleElement().asString().contains("too much happened before the stream could begin");
    }

    @Test
    void shouldTakeAllThatItMayHaveMissed_atOnce() {
        List<Listener.Missed> missed = new ArrayList<>();
        for (int i = 0; i < Listener.MAX_MISSED_EVENTS; i++) {
            missed.add(new Listener.Missed(
                    new Event(
                            "price",
                            "\"" + "x".repeat(Listener.MAX_MISSED_BYTES / Listener.MAX_MISSED_EVENTS - 2) + "\"",
                            null),
                    new EventId(3, new long[] {i, 50})));
        }

        listener.resume(missed, new EventId(3, new long[] {0, 50}));

        assertThat(listener.isEnded()).isFalse();
        assertThat(sent()).hasSize(Listener.MAX_MISSED_EVENTS + 1);
    }

    @Test
    void shouldShowHowFarItHasHeard_whenNothingHappens() {
        listener.snapshot(taken(NOON, true), 0);
        sent();
        listener.passed(new EventId(3, new long[] {170, 80}));

        listener.beat();
        listener.beat();

        assertThat(sent()).containsExactly(": heartbeat\nid: 3-170-80\n\n");
    }

    private List<String> sent() {
        List<String> sent = new ArrayList<>();
        for (byte[] next = listener.poll(); next != null; next = listener.poll()) {
            sent.add(new String(next, StandardCharsets.UTF_8));
        }
        return sent;
    }

    private static Event event(String type, int n, Instant asOf) {
        return new Event(type, "{\"n\":" + n + "}", asOf);
    }

    private static Taken taken(Instant asOf, boolean complete) {
        return new Taken("{\"n\":0}", asOf, complete);
    }
}
