package io.menuflow.topology.ingest;

import io.menuflow.models.check.Ids;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.topology.Names;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.arrival.DeadLetter;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.Touched;
import io.menuflow.topology.store.Rows;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keeps the listed items of a partition's restaurants. An item may come before its restaurant does. */
public final class KeepMenuItems implements Processor<String, Received<MenuItem>, Object, Object> {

    private static final String STAGE = "menu-items";

    private final StageObserver observer;
    private @Nullable ProcessorContext<Object, Object> context;
    private @Nullable Rows rows;

    public KeepMenuItems(StageObserver observer) {
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        rows = Rows.of(processorContext, Names.MENU_STORE);
    }

    @Override
    public void process(Record<String, Received<MenuItem>> record) {
        ProcessorContext<Object, Object> out = Objects.requireNonNull(context, "init was not called");
        Received<MenuItem> received = record.value();
        String id = received.restaurant();
        int colon = received.key().indexOf(':');
        String problem = colon < 0 ? "the key must be restaurant:item" : objection(id, received.value());
        if (problem != null) {
            observer.deadLetter(STAGE, "BAD_MENU_ITEM");
            out.forward(DeadLetter.of(received.arrived(), STAGE, "BAD_MENU_ITEM", problem), Names.DEAD_LETTERS_SINK);
            return;
        }
        Objects.requireNonNull(rows)
                .put(
                        Menus.key(id, received.key().substring(colon + 1)),
                        received.value() == null ? null : received.arrived().value());
        out.forward(record.withValue(new Touched(id, true)), Names.CLASSIFY);
        out.forward(record.withValue(new Touched(id, true)), Names.CLOSE_DAYS);
    }

    private static @Nullable String objection(String restaurant, @Nullable MenuItem item) {
        if (item == null) {
            return null;
        }
        if (!item.getRestaurantId().equals(restaurant)) { // with a colon in it, it would be filed under another's menu
            return "restaurant_id " + Ids.RESTAURANT_RULE;
        }
        try {
            Menus.listed(item);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
