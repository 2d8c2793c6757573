package io.menuflow.topology.ingest;

import io.menuflow.models.calendar.BusinessCalendar.Moment;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.CheckLedger;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.ContentHash;
import io.menuflow.models.check.ItemSale;
import io.menuflow.models.check.Rejection;
import io.menuflow.models.check.Rejection.Reason;
import io.menuflow.models.sales.Tally;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.topology.Names;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.StageObserver.Outcome;
import io.menuflow.topology.TopologySettings;
import io.menuflow.topology.arrival.Arrived;
import io.menuflow.topology.arrival.DeadLetter;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.sales.CheckChange;
import io.menuflow.topology.sales.CheckRow;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Upsert of checks: one row per (restaurant, source, id) with the winning revision. Higher revision wins, equal revision
 * with other content goes to the larger content hash, so that the order of arrival never matters. Reads only; what is to
 * be written goes to the sales stage, which writes all of it together.
 */
public final class Ingest implements Processor<String, IngestInput, Object, Object> {

    private static final String STAGE = "ingest";
    private static final Duration PARKING_CHECK = Duration.ofSeconds(5);

    private final TopologySettings settings;
    private final Topic<String, Transaction> transactions;
    private final Restaurants.Factory restaurantsOf;
    private final StageObserver observer;
    private @Nullable Task task;

    public Ingest(
            TopologySettings settings,
            Topic<String, Transaction> transactions,
            Restaurants.Factory restaurantsOf,
            StageObserver observer) {
        this.settings = settings;
        this.transactions = transactions;
        this.restaurantsOf = restaurantsOf;
        this.observer = observer;
    }

    private record Task(
            ProcessorContext<Object, Object> context,
            Rows checks,
            Rows sales,
            Restaurants restaurants,
            Parking parking) {}

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        task = new Task(
                context,
                Rows.of(context, Names.CHECK_STORE),
                Rows.of(context, Names.SALES_STORE),
                restaurantsOf.over(Rows.of(context, Names.RESTAURANT_STORE)),
                new Parking(Rows.of(context, Names.PARKING_STORE), settings));
        reportParked();
        context.schedule(PARKING_CHECK, PunctuationType.WALL_CLOCK_TIME, this::giveUpWaiting);
    }

    @Override
    public void process(Record<String, IngestInput> record) {
        if (record.value() instanceof Received<?> received) {
            if (received.value() instanceof Transaction transaction) {
                take(Checks.of(transaction), received.arrived());
            }
        } else if (record.value() instanceof RestaurantChanged changed) {
            task().restaurants().forget(changed.restaurant());
            takeParked(changed.restaurant());
        }
    }

    private void take(Check check, Arrived arrived) {
        List<Rejection> rejections = CheckValidator.validate(check);
        if (!rejections.isEmpty()) {
            reject(arrived, rejections);
            return;
        }
        RestaurantProfile restaurant = task().restaurants().find(check.restaurantId());
        if (restaurant == null) {
            park(check, arrived);
            return;
        }
        apply(check, restaurant, arrived);
    }

    private void apply(Check check, RestaurantProfile restaurant, Arrived arrived) {
        Moment moment = restaurant.calendar().at(check.closedAt());
        Latest before = Latest.of(task().sales(), restaurant.id());
        Latest latest = Latest.of(before, check.closedAt(), moment.day(), check.currency());
        int historyFrom = latest.day() - settings.historyDays() + 1;
        Rejection rejection = judge(check, restaurant, moment.day(), historyFrom, arrived);
        boolean tooOld = rejection != null && rejection.reason() == Reason.TOO_OLD;
        if (rejection != null) {
            reject(arrived, List.of(rejection));
            if (!tooOld) {
                return;
            }
        }
        // What moved out of the history still replaces what it was before: it adds nothing, in whatever order they
        // come.
        List<ItemSale> sales = tooOld ? List.of() : CheckLedger.sales(check, moment.pricesIncludeTax());
        Tally openItems = tooOld ? Tally.ZERO : CheckLedger.openItems(check, moment.pricesIncludeTax());
        int arrivedOn = restaurant.calendar().at(atMost(arrived)).day();
        CheckRow arriving = CheckRow.of(
                check.revision(), ContentHash.content(check), moment, arrivedOn, check.orderType(), sales, openItems);
        byte[] key = Key.of(restaurant.id())
                .eightBytes(ContentHash.identity(check.source(), check.transactionId()))
                .toBytes();
        CheckRow stored = stored(key, historyFrom);
        Outcome outcome = outcome(stored, arriving);
        if (!tooOld) {
            observer.transaction(outcome);
        }
        CheckRow after = after(outcome, stored, arriving);
        CheckChange change = new CheckChange(
                restaurant.id(),
                key,
                after == null ? null : stored,
                after,
                moment.day(),
                sales,
                before,
                latest,
                historyFrom,
                arrived);
        task().context().forward(new Record<>(restaurant.id(), change, milliseconds(arrived)), Names.SALES);
    }

    /** The stored row, as the history leaves it, whether it is swept yet or not. */
    private @Nullable CheckRow stored(byte[] key, int historyFrom) {
        byte[] row = task().checks().get(key);
        return row == null ? null : CheckRow.of(row).from(historyFrom);
    }

    /** The row to be stored, or null when it stays as it is. */
    private static @Nullable CheckRow after(Outcome outcome, @Nullable CheckRow stored, CheckRow arriving) {
        return switch (outcome) {
            case NEW, REVISED, CONFLICT_WON -> arriving;
            case DUPLICATE -> stored != null && isToldOtherwise(stored, arriving) ? stored.toldBy(arriving) : null;
            case CONFLICT_LOST, SUPERSEDED, PARKED -> null;
        };
    }

    /**
     * Of equal content the higher number must be kept, or a revision between the two that comes late would win; of equal
     * numbers the first to arrive, whichever is read first.
     */
    private static boolean isToldOtherwise(CheckRow stored, CheckRow again) {
        return again.revision() > stored.revision() || again.arrivedOn() < stored.arrivedOn();
    }

    /** The latest time that a record may say it was closed at. */
    private Instant atMost(Arrived arrived) {
        return arrived.appendedAt().plus(settings.futureTolerance());
    }

    private static Outcome outcome(@Nullable CheckRow stored, CheckRow arriving) {
        if (stored == null) {
            return Outcome.NEW;
        }
        if (arriving.revision() < stored.revision()) {
            return Outcome.SUPERSEDED;
        }
        if (arriving.content() == stored.content()) {
            return Outcome.DUPLICATE;
        }
        if (arriving.revision() > stored.revision()) {
            return Outcome.REVISED;
        }
        return Long.compareUnsigned(arriving.content(), stored.content()) > 0
                ? Outcome.CONFLICT_WON
                : Outcome.CONFLICT_LOST;
    }

    private @Nullable Rejection judge(
            Check check, RestaurantProfile restaurant, int day, int historyFrom, Arrived arrived) {
        if (!check.currency().equals(restaurant.currency())) {
            return new Rejection(
                    Reason.CURRENCY_MISMATCH,
                    "currency",
                    "is " + check.currency() + " where the restaurant's is " + restaurant.currency());
        }
        if (check.closedAt().isAfter(atMost(arrived))) {
            return new Rejection(
                    Reason.FUTURE,
                    "closed_at",
                    check.closedAt() + " is more than " + settings.futureTolerance() + " after it was received, "
                            + arrived.appendedAt());
        }
        if (day < historyFrom) {
            return new Rejection(
                    Reason.TOO_OLD,
                    "closed_at",
                    "business day " + LocalDate.ofEpochDay(day) + " is before the history of "
                            + settings.historyDays() + " days, which begins "
                            + LocalDate.ofEpochDay(historyFrom));
        }
        return null;
    }

    private void park(Check check, Arrived arrived) {
        Instant now = Instant.ofEpochMilli(task().context().currentSystemTimeMs());
        Parking parking = task().parking();
        boolean parked = parking.park(check.restaurantId(), arrived, now);
        while (!parked && parking.records() > 0) {
            parking.takeOldest().forEach(this::giveWay);
            parked = parking.park(check.restaurantId(), arrived, now);
        }
        if (parked) {
            observer.transaction(Outcome.PARKED);
        } else {
            giveWay(arrived);
        }
        reportParked();
    }

    private void giveWay(Arrived arrived) {
        setAside(
                arrived,
                "UNKNOWN_RESTAURANT",
                "restaurant " + decoded(arrived).getRestaurantId()
                        + " is not known, and no more records may wait in this partition than "
                        + settings.parkedRecords() + " or " + settings.parkedBytes() + " bytes");
    }

    private void takeParked(String restaurant) {
        if (task().restaurants().find(restaurant) == null) {
            return;
        }
        List<Arrived> waiting = task().parking().take(restaurant);
        for (Arrived arrived : waiting) {
            take(Checks.of(decoded(arrived)), arrived);
        }
        if (!waiting.isEmpty()) {
            reportParked();
        }
    }

    private void giveUpWaiting(long now) {
        List<Arrived> expired = task().parking().takeExpired(Instant.ofEpochMilli(now));
        for (Arrived arrived : expired) {
            setAside(
                    arrived,
                    "UNKNOWN_RESTAURANT",
                    "restaurant " + decoded(arrived).getRestaurantId() + " did not become known within "
                            + settings.parkedFor());
        }
        if (!expired.isEmpty()) {
            reportParked();
        }
    }

    private Transaction decoded(Arrived arrived) {
        return transactions.valueSerde().deserializer().deserialize(transactions.name(), arrived.value());
    }

    private void reject(Arrived arrived, List<Rejection> rejections) {
        String message = rejections.stream().map(Rejection::toString).collect(Collectors.joining("; "));
        setAside(arrived, rejections.get(0).reason().name(), message);
    }

    private void setAside(Arrived arrived, String reason, String message) {
        observer.deadLetter(STAGE, reason);
        task().context().forward(DeadLetter.of(arrived, STAGE, reason, message), Names.DEAD_LETTERS_SINK);
    }

    private void reportParked() {
        observer.parked(task().context().taskId().partition(), task().parking().records());
    }

    private static long milliseconds(Arrived arrived) {
        return Math.max(0, arrived.appendedAt().toEpochMilli());
    }

    private Task task() {
        return Objects.requireNonNull(task, "init was not called");
    }
}
