package io.menuflow.topology.ingest;

import io.menuflow.models.calendar.BusinessCalendar.Period;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.topology.Names;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.arrival.DeadLetter;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.menu.Touched;
import io.menuflow.topology.sales.DayMark;
import io.menuflow.topology.sales.DaysMarked;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.sales.Removed;
import io.menuflow.topology.store.Rows;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the restaurants of a partition. After the first sale neither the currency nor the calendar of days gone by may
 * change: such a record is set aside and the earlier one stays. That holds for one that was removed and comes back, too.
 */
public final class KeepRestaurants implements Processor<String, Received<Restaurant>, Object, Object> {

    private static final String STAGE = "restaurants";

    private final Restaurants.Factory restaurantsOf;
    private final StageObserver observer;
    private @Nullable Task task;

    public KeepRestaurants(Restaurants.Factory restaurantsOf, StageObserver observer) {
        this.restaurantsOf = restaurantsOf;
        this.observer = observer;
    }

    private record Task(ProcessorContext<Object, Object> context, Rows rows, Rows sales, Restaurants restaurants) {}

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        Rows rows = Rows.of(context, Names.RESTAURANT_STORE);
        task = new Task(context, rows, Rows.of(context, Names.SALES_STORE), restaurantsOf.over(rows));
    }

    @Override
    public void process(Record<String, Received<Restaurant>> record) {
        Received<Restaurant> received = record.value();
        Restaurant published = received.value();
        String id = received.restaurant();
        String objection = published != null ? objection(published) : objection(received.key(), id);
        if (objection != null) {
            observer.deadLetter(STAGE, "BAD_RESTAURANT");
            task().context()
                    .forward(
                            DeadLetter.of(received.arrived(), STAGE, "BAD_RESTAURANT", objection),
                            Names.DEAD_LETTERS_SINK);
            return;
        }
        byte[] before = task().rows().get(Restaurants.key(id));
        boolean wasKnown = before != null;
        if (wasKnown == (published == null)) {
            Removed.keep(task().sales(), id, before);
        }
        Record<String, Touched> touched = record.withValue(Touched.byRecord(id));
        task().context().forward(touched, Names.CLASSIFY); // before the row, as in KeepParts
        task().rows()
                .put(
                        Restaurants.key(id),
                        published == null ? null : received.arrived().value());
        task().restaurants().forget(id);
        if (wasKnown == (published == null) && Latest.of(task().sales(), id) != null) {
            markAllDays(record, id);
        }
        task().context().forward(touched, Names.CLOSE_DAYS);
        task().context().forward(record.withValue(new RestaurantChanged(id)), Names.INGEST);
    }

    /** Its days go with it and come back with it. */
    private void markAllDays(Record<String, Received<Restaurant>> record, String restaurant) {
        Rows.Batch marks = new Rows.Batch();
        DayMark.ofAll(restaurant).set(marks);
        task().sales().write(marks);
        task().context().forward(record.withValue(new DaysMarked(restaurant)), Names.PUBLISH_DAYS);
    }

    /** An item's tombstone that strayed here must not take the whole restaurant with it. */
    private static @Nullable String objection(String key, String restaurant) {
        return key.equals(restaurant) ? null : "the key must be the id of a restaurant, not '" + key + "'";
    }

    private @Nullable String objection(Restaurant published) {
        RestaurantProfile now;
        try {
            now = RestaurantProfile.of(published);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        RestaurantProfile before = before(now.id());
        Latest latest = Latest.of(task().sales(), now.id());
        if (latest != null && !latest.currency().equals(now.currency())) {
            return "currency is " + latest.currency() + " and cannot become " + now.currency()
                    + " after the first sale";
        }
        return before == null || latest == null ? null : objection(before, now, latest.day());
    }

    private @Nullable RestaurantProfile before(String id) {
        RestaurantProfile standing = task().restaurants().find(id);
        byte[] removed = standing == null ? Removed.of(task().sales(), id) : null;
        return removed == null ? standing : task().restaurants().read(removed);
    }

    /** Why {@code now} must not follow {@code before} once there are sales up to {@code day}; null when it may. */
    public static @Nullable String objection(RestaurantProfile before, RestaurantProfile now, int day) {
        if (!before.currency().equals(now.currency())) {
            return "currency is " + before.currency() + " and cannot become " + now.currency()
                    + " after the first sale";
        }
        if (!inForce(before, day).equals(inForce(now, day))) {
            return "zone, cut-off, dayparts and tax of business days up to " + java.time.LocalDate.ofEpochDay(day)
                    + " cannot change: give a later effective_from";
        }
        return null;
    }

    private static List<Period> inForce(RestaurantProfile restaurant, int day) {
        return restaurant.calendar().periods().stream()
                .filter(period -> period.effectiveFrom() <= day)
                .toList();
    }

    private Task task() {
        return Objects.requireNonNull(task, "init was not called");
    }
}
