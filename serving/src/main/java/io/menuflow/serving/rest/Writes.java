package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.MenuQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was written is seen by questions yet. A write is waited for; one that takes longer has an address that
 * tells, which any node answers: it says what to look for, and nobody keeps it.
 */
final class Writes {

    private static final long LOOK_AGAIN_MS = 10;

    private final MenuQueries queries;
    private final Duration patience;

    /** @param patience how long a write is waited for before it is answered with 202 */
    Writes(MenuQueries queries, Duration patience) {
        this.queries = queries;
        this.patience = patience;
    }

    /** What a write does. */
    enum Operation {
        PUT,
        DELETE
    }

    /**
     * A write that Kafka has.
     *
     * @param item null when it is about the restaurant itself
     * @param at the {@code updated_at} it gives; of a deletion when it was sent
     */
    record Write(Operation operation, String restaurant, @Nullable String item, Instant at) {

        /** Where to ask for it. */
        String location() {
            return "/v1/restaurants/" + restaurant + "/writes/"
                    + Sealed.of(
                            operation.name(),
                            restaurant,
                            item == null ? "" : item,
                            Long.toString(at.toEpochMilli()));
        }

        private static @Nullable Write of(String sealed) {
            List<String> texts = Sealed.open(sealed);
            try {
                return texts == null || texts.size() != 4
                        ? null
                        : new Write(
                                Operation.valueOf(texts.get(0)),
                                texts.get(1),
                                texts.get(2).isEmpty() ? null : texts.get(2),
                                Instant.ofEpochMilli(Long.parseLong(texts.get(3))));
            } catch (IllegalArgumentException e) { // a cursor is sealed, too
                return null;
            }
        }
    }

    /** How far a write is. */
    record WriteView(
            String restaurantId, @Nullable String itemId, String operation, String status, Instant at, String location) {}

    /** Answers whether a write is applied. */
    void get(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        Write write = Write.of(request.pathParam("write"));
        if (write == null || !write.restaurant().equals(restaurant)) {
            throw Problem.notFound("this is no write of " + restaurant
                    + "; take the address as the Location header of its answer gave it");
        }
        request.json(view(write, isApplied(write, partition)));
    }

    static WriteView view(Write write, boolean applied) {
        return new WriteView(
                write.restaurant(),
                write.item(),
                write.operation().name(),
                applied ? "APPLIED" : "PENDING",
                write.at(),
                write.location());
    }

    /** Waits until a write is seen by questions; false when it takes longer, then the answer says where to ask. */
    boolean await(Context request, Write write, int partition) {
        if (applied(write, partition)) {
            return true;
        }
        request.header("Location", write.location());
        return false;
    }

    private boolean applied(Write write, int partition) {
        long until = System.nanoTime() + patience.toNanos();
        while (!isApplied(write, partition)) {
            if (System.nanoTime() >= until) {
                return false;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Records of one key follow one another: what is there now, or was written later, tells. */
    private boolean isApplied(Write write, int partition) {
        Instant stored = stored(write, partition);
        return switch (write.operation()) {
            case PUT -> stored != null && !stored.isBefore(write.at());
            case DELETE -> stored == null || stored.isAfter(write.at());
        };
    }

    /** When what is stored was updated; null when nothing is. */
    private @Nullable Instant stored(Write write, int partition) {
        if (write.item() == null) {
            Answer<Restaurant> found = queries.restaurant(write.restaurant(), partition, false);
            return found instanceof NotFound<Restaurant>
                    ? null
                    : Answers.found(found).value().getUpdatedAt();
        }
        Answer<MenuItem> found = queries.listing(write.restaurant(), write.item(), partition, false);
        return found instanceof NotFound<MenuItem>
                ? null
                : Answers.found(found).value().getUpdatedAt();
    }
}
