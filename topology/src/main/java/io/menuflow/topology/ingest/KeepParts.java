package io.menuflow.topology.ingest;

import io.menuflow.models.check.Ids;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.topology.Names;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.arrival.DeadLetter;
import io.menuflow.topology.menu.Days;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.Touched;
import io.menuflow.topology.store.Rows;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is told of a partition's restaurants part by part: their listed items, the facts of their days. A part may
 * come before its restaurant does. What rests on closed days is made anew with each.
 */
public final class KeepParts<V> implements Processor<String, Received<V>, Object, Object> {

    private final Kind<V> kind;
    private final StageObserver observer;
    private @Nullable ProcessorContext<Object, Object> context;
    private @Nullable Rows rows;

    private KeepParts(Kind<V> kind, StageObserver observer) {
        this.kind = kind;
        this.observer = observer;
    }

    /**
     * What the parts are.
     *
     * @param reason of the dead letter of one that cannot be kept
     * @param part what stands after the colon of a key, for messages
     * @param row the key of a part's row; throws IllegalArgumentException when there is no such part
     * @param check throws IllegalArgumentException when a value cannot be what it says
     */
    private record Kind<V>(
            String stage,
            String reason,
            String store,
            String part,
            RowKey row,
            Function<V, String> restaurantOf,
            Consumer<V> check) {}

    private interface RowKey {
        byte[] of(String restaurant, String part);
    }

    /** Keeps listed items. */
    public static KeepParts<MenuItem> menuItems(StageObserver observer) {
        Kind<MenuItem> items = new Kind<>(
                "menu-items",
                "BAD_MENU_ITEM",
                Names.MENU_STORE,
                "item",
                Menus::key,
                MenuItem::getRestaurantId,
                Menus::checked);
        return new KeepParts<>(items, observer);
    }

    /** Keeps the facts of days. */
    public static KeepParts<RestaurantDay> days(StageObserver observer) {
        Kind<RestaurantDay> days = new Kind<>(
                "days",
                "BAD_DAY",
                Names.DAY_STORE,
                "yyyy-mm-dd",
                (restaurant, date) -> Days.key(restaurant, (int) Days.date(date).toEpochDay()),
                RestaurantDay::getRestaurantId,
                Days::facts);
        return new KeepParts<>(days, observer);
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        rows = Rows.of(processorContext, kind.store());
    }

    @Override
    public void process(Record<String, Received<V>> record) {
        ProcessorContext<Object, Object> out = Objects.requireNonNull(context, "init was not called");
        Received<V> received = record.value();
        byte[] key;
        try {
            key = key(received);
        } catch (IllegalArgumentException e) {
            observer.deadLetter(kind.stage(), kind.reason());
            out.forward(
                    DeadLetter.of(received.arrived(), kind.stage(), kind.reason(), String.valueOf(e.getMessage())),
                    Names.DEAD_LETTERS_SINK);
            return;
        }
        Record<String, Touched> touched = record.withValue(Touched.byRecord(received.restaurant()));
        out.forward(touched, Names.CLASSIFY); // before the row: who sees that asks whether its menu waits to be scored
        Objects.requireNonNull(rows)
                .put(key, received.value() == null ? null : received.arrived().value());
        out.forward(touched, Names.CLOSE_DAYS);
    }

    /** The key of the row of a part that can be kept; throws IllegalArgumentException for another. */
    private byte[] key(Received<V> received) {
        String restaurant = received.restaurant();
        V value = received.value();
        int colon = received.key().indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("the key must be restaurant:" + kind.part());
        }
        if (value != null) {
            // With a colon in it, it would be filed under another's.
            if (!kind.restaurantOf().apply(value).equals(restaurant)) {
                throw new IllegalArgumentException("restaurant_id " + Ids.RESTAURANT_RULE);
            }
            kind.check().accept(value);
        }
        return kind.row().of(restaurant, received.key().substring(colon + 1));
    }
}
