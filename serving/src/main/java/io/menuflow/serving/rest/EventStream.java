package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.menuflow.serving.events.Events;
import io.menuflow.serving.events.Events.Subscriber;
import io.menuflow.serving.events.Events.TooManyException;
import io.menuflow.serving.events.Listener;
import io.menuflow.serving.events.Snapshots;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one listener. Nothing blocks: what the client does not take waits in the {@link Listener}, and no
 * thread waits with it.
 */
final class EventStream implements WriteListener {

    private static final byte[] RECONNECT = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);

    private final Events events;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private @Nullable Listener listener;
    private @Nullable ServletOutputStream out;
    private boolean greeted;
    private boolean unflushed;

    EventStream(Events events) {
        this.events = events;
    }

    synchronized void listen(Subscriber subscriber, @Nullable String lastEventId, Snapshots snapshots)
            throws TooManyException {
        listener = events.listen(subscriber, lastEventId, snapshots, this::wake, this::cut);
    }

    /** Begins to write; completes when the stream has ended. */
    CompletableFuture<Void> open(Context request) {
        request.req().getAsyncContext().setTimeout(0);
        HttpServletResponse response = request.res();
        response.setStatus(200);
        response.setContentType(EventRoutes.CONTENT_TYPE + ";charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would wait for more
        try {
            ServletOutputStream opened = response.getOutputStream();
            synchronized (this) {
                out = opened;
            }
            opened.setWriteListener(this);
        } catch (IOException e) {
            end();
            throw new UncheckedIOException(e);
        }
        return done;
    }

    @Override
    public void onWritePossible() {
        wake();
    }

    @Override
    public void onError(Throwable error) {
        end();
    }

    private void wake() {
        try {
            if (drained()) {
                end();
            }
        } catch (IOException | IllegalStateException e) {
            end(); // the client has gone
        }
    }

    /** Writes what waits, as far as the client takes it; returns whether all is written and nothing comes any more. */
    private synchronized boolean drained() throws IOException {
        ServletOutputStream to = out;
        Listener from = listener;
        if (to == null || from == null || done.isDone()) {
            return false;
        }
        while (to.isReady()) {
            boolean last = from.isEnded();
            byte[] next = greeted ? from.poll() : RECONNECT;
            greeted = true;
            if (next != null) {
                to.write(next);
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                to.flush();
            } else {
                return last;
            }
        }
        return false;
    }

    /** Of a client that does not even read why it is cut. */
    private void cut() {
        done.complete(null);
    }

    private void end() {
        Listener gone;
        synchronized (this) {
            gone = listener;
        }
        if (gone != null) {
            events.gone(gone);
        }
        done.complete(null);
    }
}
