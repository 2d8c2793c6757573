package io.menuflow.serving.events;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.menuflow.serving.events.Feed.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client that listens to one restaurant: the events that wait for it, in a queue with bounds. A client that does not
 * take them is cut, with the reason as its last event. Thread-safe; the outlet is woken outside the lock.
 *
 * <p>Until it is begun with a snapshot or with what it missed, events wait apart. While it is owed a snapshot the ids of
 * its events stay before the record that made it owe: who comes again with such an id is owed it still.
 */
public final class Listener {

    /** A day close tells of each item three times. */
    static final int MAX_EVENTS = 2_048;

    static final int MAX_BYTES = 1 << 20;
    /** Of what may wait, what it may have missed, and what may come before it begins: both together wait at once. */
    static final int MAX_MISSED_EVENTS = MAX_EVENTS / 2;

    static final int MAX_MISSED_BYTES = MAX_BYTES / 2;
    private static final int MAX_EARLY_EVENTS = MAX_EVENTS / 4;
    private static final int MAX_EARLY_BYTES = MAX_BYTES / 4;

    private final String restaurant;
    private final String holder;
    private final Runnable wake;
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private List<Waiting> early = new ArrayList<>();
    private int earlyBytes;
    private @Nullable EventId heard;
    private @Nullable Owed owed;
    private int owedTimes;
    private String reason = "connected";
    private boolean begun;
    private boolean named;
    private boolean ended;
    private boolean slow;
    private int bytes;
    private long endedAtNanos;

    /** An event that came before the stream was begun. */
    private record Waiting(Event event, int feed, long offset) {}

    /** A record that a snapshot is owed for. */
    private record Owed(int feed, long offset) {}

    /**
     * A listener that has heard nothing.
     *
     * @param holder whose clients are counted together
     * @param wake told, on any thread, that there is something to {@link #poll}
     */
    Listener(String restaurant, String holder, Runnable wake) {
        this.restaurant = restaurant;
        this.holder = holder;
        this.wake = wake;
    }

    String restaurant() {
        return restaurant;
    }

    String holder() {
        return holder;
    }

    /** Events from {@code from} on are its. */
    synchronized void register(EventId from) {
        heard = from;
    }

    /** The next bytes to send, or null when there are none now. */
    public synchronized byte @Nullable [] poll() {
        byte[] next = queue.poll();
        if (next != null) {
            bytes -= next.length;
        }
        return next;
    }

    /** Whether nothing comes after what waits. */
    public synchronized boolean isEnded() {
        return ended;
    }

    /** Whether it was cut because it did not take its events. */
    synchronized boolean isSlow() {
        return slow;
    }

    /** Whether it was ended so long ago that a client which has not read the reason by now never will. */
    synchronized boolean isOverdue(long nowNanos, long patienceNanos) {
        return ended && nowNanos - endedAtNanos > patienceNanos;
    }

    /** A record of its restaurant is told. */
    void event(Event event, int feed, long offset) {
        synchronized (this) {
            EventId at = heard;
            if (ended || at == null || at.covers(feed, offset)) {
                return;
            }
            heard = at.after(feed, offset);
            if (!begun) {
                early.add(new Waiting(event, feed, offset));
                earlyBytes += event.json().length();
                if (early.size() > MAX_EARLY_EVENTS || earlyBytes > MAX_EARLY_BYTES) {
                    end("too much happened before the stream could begin; connect again");
                }
                return;
            }
            send(event);
        }
        wake.run();
    }

    /** The record at {@code offset} of a feed asks for a new snapshot. */
    synchronized void owe(String why, int feed, long offset) {
        EventId at = heard;
        if (ended || at == null || at.covers(feed, offset)) {
            return;
        }
        heard = at.after(feed, offset);
        owedTimes++;
        if (owed == null) {
            owed = new Owed(feed, offset);
            reason = begun ? why : reason;
        }
    }

    /** Why it could not go on where it was, and begins with a snapshot. */
    synchronized void beginAnew(String why) {
        reason = why;
    }

    /** How often it was owed a snapshot: to be given back with one that was asked for after. */
    synchronized int owedTimes() {
        return owedTimes;
    }

    /** All records before these offsets were of others, or told. */
    synchronized void passed(EventId position) {
        EventId at = heard;
        if (at == null || at.partition() != position.partition()) {
            return;
        }
        long[] further = at.next();
        long[] there = position.next();
        for (int feed = 0; feed < further.length; feed++) {
            further[feed] = Math.max(further[feed], there[feed]);
        }
        heard = new EventId(at.partition(), further);
    }

    /**
     * Begins, or begins again, with a snapshot.
     *
     * @param times what {@link #owedTimes} was before the snapshot was asked for: what is owed since is owed still
     */
    void snapshot(Snapshots.Taken taken, int times) {
        Instant asOf = taken.asOf();
        synchronized (this) {
            if (ended) {
                return;
            }
            named = named || taken.complete();
            if (taken.complete() && times == owedTimes) {
                owed = null;
            }
            EventId end = heard;
            List<Waiting> waiting = begun ? List.of() : early;
            early = new ArrayList<>();
            begun = true;
            if (!waiting.isEmpty()) {
                heard = beginning(waiting, end);
            }
            String because = taken.complete() ? reason : reason + "; of a standby, another one follows";
            send(new Event(
                    "snapshot",
                    "{\"reason\":" + quoted(because) + "," + taken.json().substring(1),
                    asOf));
            // Of what waited, that which is older than the snapshot is in it: another order would step back.
            for (Waiting event : waiting) {
                heard = heard == null ? null : heard.after(event.feed(), event.offset());
                Instant at = event.event().asOf();
                if (at == null || asOf == null || !at.isBefore(asOf)) {
                    send(event.event());
                }
            }
            heard = end;
        }
        wake.run();
    }

    /** Where it was before the events that waited. */
    private static @Nullable EventId beginning(List<Waiting> waiting, @Nullable EventId end) {
        EventId start = end;
        for (Waiting event : waiting) {
            start = start == null ? null : start.heldAt(event.feed(), event.offset());
        }
        return start;
    }

    /**
     * Begins with what it missed: events whose ids are given, then what waited.
     *
     * @param lastHeard what it heard before, on a node that may have been further than this one
     */
    void resume(List<Missed> missed, EventId lastHeard) {
        synchronized (this) {
            if (ended || begun) {
                return;
            }
            named = true;
            begun = true;
            EventId end = heard;
            for (Missed event : missed) {
                heard = event.id();
                send(event.event());
            }
            List<Waiting> waiting = early;
            early = new ArrayList<>();
            heard = beginning(waiting, end);
            for (Waiting event : waiting) {
                heard = heard == null ? null : heard.after(event.feed(), event.offset());
                if (!lastHeard.covers(event.feed(), event.offset())) {
                    send(event.event());
                }
            }
            heard = end;
            passed(lastHeard);
            send(": resumed\n" + id() + "\n");
        }
        wake.run();
    }

    /** An event that was missed, and the id that has heard it. */
    record Missed(Event event, EventId id) {}

    /** Shows that the connection lives, and how far it has heard. */
    void beat() {
        synchronized (this) {
            if (ended || !queue.isEmpty()) {
                return;
            }
            send(": heartbeat\n" + (begun ? id() : "") + "\n");
        }
        wake.run();
    }

    /** Says something that is no event. */
    void comment(String text) {
        synchronized (this) {
            if (!ended) {
                send(": " + text.replace('\n', ' ') + "\n\n");
            }
        }
        wake.run();
    }

    /** Whether it waits for a snapshot of the node that processes the restaurant. */
    synchronized boolean isOwed() {
        return !ended && (!named || owed != null);
    }

    /** Ends it with a reason, after what waits. */
    void close(String why) {
        synchronized (this) {
            end(why);
        }
        wake.run();
    }

    private void end(String why) {
        if (!ended) {
            ended = true;
            endedAtNanos = System.nanoTime();
            queue.add(bytes("event: error\ndata: {\"reason\":" + quoted(why) + "}\n\n"));
        }
    }

    /** Its connection is gone. */
    synchronized void gone() {
        ended = true;
        queue.clear();
        bytes = 0;
    }

    private void send(Event event) {
        send("event: " + event.type() + "\n" + id() + "data: " + event.json() + "\n\n");
    }

    /** Nothing may be resumed from an id before a complete snapshot was sent. */
    private String id() {
        EventId at = heard;
        if (at == null || !named) {
            return "";
        }
        Owed held = owed;
        return "id: " + (held == null ? at : at.heldAt(held.feed(), held.offset())) + "\n";
    }

    private void send(String block) {
        if (ended) {
            return;
        }
        byte[] encoded = bytes(block);
        // One event may be larger than all: a menu of thousands of items.
        if (queue.size() >= MAX_EVENTS || (!queue.isEmpty() && bytes + encoded.length > MAX_BYTES)) {
            queue.clear();
            bytes = 0;
            slow = true;
            end("too slow: " + MAX_EVENTS + " events or " + MAX_BYTES
                    + " bytes waited to be read; connect again to go on where you were");
            return;
        }
        queue.add(encoded);
        bytes += encoded.length;
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
