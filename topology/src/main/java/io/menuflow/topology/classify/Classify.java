package io.menuflow.topology.classify;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.MenuWindow;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.topology.Names;
import io.menuflow.topology.ScoreBudget;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.TopologySettings;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.menu.Touched;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.sales.SalesFilter;
import io.menuflow.topology.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Scores touched menus, oldest first, each whole and within a share of the stream thread's time, and publishes each as
 * one snapshot row. What is left when the time is up waits for the next turn, so the period stretches under load. Which
 * menus are touched is not stored: after a start every menu counts as touched, and equal content is not published again.
 */
public final class Classify implements Processor<String, Touched, Object, Object> {

    private static final int SNAPSHOT_LIMIT = Rows.MAX_ROW_BYTES - 100_000;

    private final TopologySettings settings;
    private final Restaurants.Factory restaurantsOf;
    private final Serde<MenuItem> menuItems;
    private final ScoreBudget budget;
    private final StageObserver observer;
    private final Map<String, Long> touched = new LinkedHashMap<>();
    private @Nullable Task task;

    public Classify(
            TopologySettings settings,
            Restaurants.Factory restaurantsOf,
            Serde<MenuItem> menuItems,
            ScoreBudget budget,
            StageObserver observer) {
        this.settings = settings;
        this.budget = budget;
        this.restaurantsOf = restaurantsOf;
        this.menuItems = menuItems;
        this.observer = observer;
    }

    private record Task(
            ProcessorContext<Object, Object> context,
            Restaurants restaurants,
            Menus menus,
            Rows sales,
            Rows snapshots,
            ScoreBudget.Account time) {}

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        Rows restaurants = Rows.of(context, Names.RESTAURANT_STORE);
        task = new Task(
                context,
                restaurantsOf.over(restaurants),
                new Menus(Rows.of(context, Names.MENU_STORE), menuItems),
                Rows.of(context, Names.SALES_STORE),
                Rows.of(context, Names.SNAPSHOT_STORE),
                budget.open());
        long now = context.currentSystemTimeMs();
        restaurants.scanAll((key, row) -> touched.put(new String(key, StandardCharsets.UTF_8), now));
        // One that went just before the task ended is only known by its snapshot, and must be taken back.
        task.snapshots().scanAll((key, row) -> touched.put(new String(key, StandardCharsets.UTF_8), now));
        reportUnscored(touched.size());
        context.schedule(settings.scorePeriod(), PunctuationType.WALL_CLOCK_TIME, this::score);
    }

    @Override
    public void process(Record<String, Touched> record) {
        String restaurant = record.value().restaurant();
        if (touched.putIfAbsent(restaurant, task().context().currentSystemTimeMs()) == null) {
            reportUnscored(touched.size());
        }
        task().restaurants().forget(restaurant);
    }

    @Override
    public void close() {
        if (task != null) {
            task.time().close();
            reportUnscored(0);
            task = null;
        }
    }

    private void score(long now) {
        if (touched.isEmpty() || !task().time().begin()) {
            return;
        }
        long oldest = touched.values().iterator().next();
        int menus = 0;
        int items = 0;
        Iterator<String> next = touched.keySet().iterator();
        do {
            String restaurant = next.next();
            next.remove();
            items += score(restaurant);
            menus++;
        } while (next.hasNext() && task().time().goesOn());
        task().time().end();
        observer.scored(menus, items, Math.max(0, now - oldest));
        reportUnscored(touched.size());
    }

    private void reportUnscored(int menus) {
        observer.unscored(task().context().taskId().partition(), menus);
    }

    /** Scores one menu and returns how many items it has. */
    private int score(String id) {
        byte[] row = task().snapshots().get(Restaurants.key(id));
        Snapshot before = row == null ? null : Snapshot.of(row);
        RestaurantProfile restaurant = task().restaurants().find(id);
        Latest latest = restaurant == null ? null : Latest.of(task().sales(), id);
        if (restaurant == null || latest == null) {
            if (before != null) {
                before.published().keySet().forEach(item -> publish(id, item, null));
                task().snapshots().put(Restaurants.key(id), null);
            }
            return 0;
        }
        DayRange window = DayRange.endingWith(latest.day(), settings.windowDays());
        DayRange closed = DayRange.endingWith(latest.day() - 1, settings.windowDays());
        MenuHistory history = MenuReader.read(
                task().sales(),
                restaurant,
                task().menus().of(id),
                new DayRange(closed.first(), window.last()),
                SalesFilter.ALL,
                latest.day() - settings.historyDays() + 1);
        MenuWindow now = history.window(window);
        MenuWindow atClose = history.window(closed);
        Map<String, Long> published = before == null ? Map.of() : before.published();
        Map<String, Long> hashes = publish(restaurant, now, atClose, published);
        Snapshot after = new Snapshot(latest.at(), restaurant.currency(), restaurant.rules(), now, atClose, hashes);
        byte[] packed = after.toBytes();
        // Thousands of items may not fit: then there is no snapshot, and questions are answered from the sums.
        task().snapshots().put(Restaurants.key(id), packed.length > SNAPSHOT_LIMIT ? null : packed);
        return now.items().size();
    }

    private Map<String, Long> publish(
            RestaurantProfile restaurant, MenuWindow now, MenuWindow closed, Map<String, Long> before) {
        Map<String, Long> hashes = new HashMap<>();
        for (ItemClassification record : Classifications.of(restaurant, now, closed)) {
            long hash = Classifications.hash(record);
            hashes.put(record.getItemId(), hash);
            if (!Objects.equals(before.get(record.getItemId()), hash)) {
                publish(restaurant.id(), record.getItemId(), record);
            }
        }
        before.keySet().stream()
                .filter(item -> !hashes.containsKey(item))
                .forEach(gone -> publish(restaurant.id(), gone, null));
        return hashes;
    }

    @SuppressWarnings("NullAway") // a null value is Kafka's tombstone, but Record is not annotated so
    private void publish(String restaurant, String item, @Nullable ItemClassification record) {
        long time = task().context().currentStreamTimeMs();
        task().context()
                .forward(new Record<>(restaurant + ":" + item, record, Math.max(0, time)), Names.CLASSIFICATIONS_SINK);
    }

    private Task task() {
        return Objects.requireNonNull(task, "init was not called");
    }
}
