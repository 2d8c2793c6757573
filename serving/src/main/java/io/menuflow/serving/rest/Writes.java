package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.MenuQueries;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was written is seen by questions yet. A write is waited for; one that takes longer has an address that
 * tells, which any node answers: it says what to look for, and nobody keeps it.
 */
final class Writes {

    private static final long LOOK_AGAIN_MS = 10;
    /** How long a write waits for those before it at least, however short the patience is. */
    private static final Duration LEAST_TURN = Duration.ofSeconds(5);

    private final MenuQueries queries;
    private final Predicate<String> scored;
    private final Duration patience;
    private final WriteTurns turns;

    /**
     * Over what questions see.
     *
     * @param scored whether the menu of a restaurant was scored since its records changed
     * @param patience how long a write is waited for before it is answered with 202
     */
    Writes(MenuQueries queries, Predicate<String> scored, Duration patience) {
        this.queries = queries;
        this.scored = scored;
        this.patience = patience;
        turns = new WriteTurns(patience.compareTo(LEAST_TURN) > 0 ? patience : LEAST_TURN);
    }

    /** What a write does. */
    enum Operation {
        PUT,
        DELETE
    }

    /**
     * A write that Kafka has, of an item, of a date, or of the restaurant itself.
     *
     * @param item null when it is about none
     * @param date the business day, null when it is about none
     * @param at the {@code updated_at} it gives; of a deletion when it was sent
     */
    record Write(Operation operation, String restaurant, @Nullable String item, @Nullable LocalDate date, Instant at) {

        static Write put(String restaurant, @Nullable String item, Instant at) {
            return new Write(Operation.PUT, restaurant, item, null, at);
        }

        static Write delete(String restaurant, @Nullable String item, Instant at) {
            return new Write(Operation.DELETE, restaurant, item, null, at);
        }

        /** Where to ask for it. */
        String location() {
            return "/v1/restaurants/" + restaurant + "/writes/"
                    + Sealed.of(
                            operation.name(),
                            restaurant,
                            item == null ? "" : item,
                            date == null ? "" : date.toString(),
                            Long.toString(at.toEpochMilli()));
        }

        private static @Nullable Write of(String sealed) {
            List<String> texts = Sealed.open(sealed);
            try {
                return texts == null || texts.size() != 5
                        ? null
                        : new Write(
                                Operation.valueOf(texts.get(0)),
                                texts.get(1),
                                texts.get(2).isEmpty() ? null : texts.get(2),
                                texts.get(3).isEmpty() ? null : LocalDate.parse(texts.get(3)),
                                Instant.ofEpochMilli(Long.parseLong(texts.get(4))));
            } catch (IllegalArgumentException | DateTimeException e) { // a cursor is sealed, too
                return null;
            }
        }
    }

    /** How far a write is. */
    record WriteView(
            String restaurantId,
            @Nullable String itemId,
            @Nullable LocalDate date,
            String operation,
            String status,
            Instant at,
            String location) {}

    /**
     * A write of a menu that reads what it changes: it begins when the write of that menu before it is stored, whoever
     * sent it. All of a restaurant come to the node that has it.
     */
    Owner.Handler inTurn(Owner.Handler write) {
        return (request, restaurant, partition, standby) -> turns.take(
                restaurant,
                (pending, within) -> comesTrue(() -> isStored(pending, partition), within),
                () -> write.handle(request, restaurant, partition, standby));
    }

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

    private static WriteView view(Write write, boolean applied) {
        return new WriteView(
                write.restaurant(),
                write.item(),
                write.date(),
                write.operation().name(),
                applied ? "APPLIED" : "PENDING",
                write.at(),
                write.location());
    }

    /** Answers a removal. */
    void removed(Context request, Write write, int partition) {
        if (await(request, write, partition)) {
            request.status(204);
        } else {
            request.status(202).json(view(write, false));
        }
    }

    /** Waits until a write is seen by questions; false when it takes longer, then the answer says where to ask. */
    boolean await(Context request, Write write, int partition) {
        if (comesTrue(() -> isApplied(write, partition), patience)) {
            return true;
        }
        if (write.item() != null) {
            turns.note(write);
        }
        request.header("Location", write.location());
        return false;
    }

    private static boolean comesTrue(BooleanSupplier condition, Duration within) {
        long until = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
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

    /** Whether its record is stored and the menu scored with it, which the window that is asked for most is answered from. */
    private boolean isApplied(Write write, int partition) {
        return isStored(write, partition) && scored.test(write.restaurant());
    }

    /** Records of one key follow one another: what is there now, or was written later, tells. */
    private boolean isStored(Write write, int partition) {
        Instant stored = stored(write, partition);
        return switch (write.operation()) {
            case PUT -> stored != null && !stored.isBefore(write.at());
            case DELETE -> stored == null || stored.isAfter(write.at());
        };
    }

    /** When what is stored was updated; null when nothing is. */
    private @Nullable Instant stored(Write write, int partition) {
        String restaurant = write.restaurant();
        if (write.item() != null) {
            return updated(queries.listing(restaurant, write.item(), partition, false), MenuItem::getUpdatedAt);
        }
        return write.date() != null
                ? updated(
                        queries.day(restaurant, (int) write.date().toEpochDay(), partition, false),
                        RestaurantDay::getUpdatedAt)
                : updated(queries.restaurant(restaurant, partition, false), Restaurant::getUpdatedAt);
    }

    private static <T> @Nullable Instant updated(Answer<T> found, Function<T, Instant> at) {
        return found instanceof NotFound<T>
                ? null
                : at.apply(Answers.found(found).value());
    }
}
