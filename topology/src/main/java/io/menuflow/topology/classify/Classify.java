package io.menuflow.topology.classify;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.MenuWindow;
import io.menuflow.models.menu.Quadrants;
import io.menuflow.models.outlook.MenuOutlook;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.OutlookScorer;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemOutlook;
import io.menuflow.schemas.avro.MenuChange;
import io.menuflow.topology.Names;
import io.menuflow.topology.ScoreBudget;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.TopologySettings;
import io.menuflow.topology.menu.Days;
import io.menuflow.topology.menu.MenuQueue;
import io.menuflow.topology.menu.MenuQueue.Waiting;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.menu.Touched;
import io.menuflow.topology.sales.HistoryRows;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.sales.SalesFilter;
import io.menuflow.topology.store.Rows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Scores touched menus, oldest first, each whole and within a share of the stream thread's time, and publishes each as
 * one snapshot row. What is left when the time is up waits for the next turn, so the period stretches under load. Which
 * menus are touched is not stored: after a start every menu counts as touched, and equal content is not published again.
 *
 * <p>The outlook of a menu rests on closed days alone. It is made anew, by the models in force at that moment, when one
 * of them changed, or the menu, or the models; sales of the running day leave it as it is.
 */
public final class Classify implements Processor<String, Touched, Object, Object> {

    /** A turn begins as soon as this when a record was kept: whoever wrote it waits. */
    private static final Duration PERIOD_OF_RECORDS = Duration.ofMillis(40);
    /** Commits are asked for no more often than this. */
    private static final long COMMIT_EVERY_MS = 400;

    private static final int SNAPSHOT_LIMIT = Rows.MAX_ROW_BYTES - 100_000;

    private final TopologySettings settings;
    private final Restaurants.Factory restaurantsOf;
    private final Topics topics;
    private final ScoreBudget budget;
    private final StageObserver observer;
    private final OutlookModels models;
    private final MenuQueue touched = new MenuQueue();
    private InForce inForce = InForce.NONE;
    private @Nullable Task task;
    /** Whether a record was kept since the last turn. */
    private boolean isWaitedFor;

    private boolean untold;
    private long committedAt;

    public Classify(
            TopologySettings settings,
            Restaurants.Factory restaurantsOf,
            Topics topics,
            OutlookModels models,
            ScoreBudget budget,
            StageObserver observer) {
        this.models = models;
        this.settings = settings;
        this.budget = budget;
        this.restaurantsOf = restaurantsOf;
        this.topics = topics;
        this.observer = observer;
    }

    private record Task(
            ProcessorContext<Object, Object> context,
            Rows restaurantRows,
            Restaurants restaurants,
            Rows sales,
            HistoryRows history,
            Rows snapshots,
            ScoreBudget.Account time) {}

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        Rows restaurants = Rows.of(context, Names.RESTAURANT_STORE);
        Rows sales = Rows.of(context, Names.SALES_STORE);
        task = new Task(
                context,
                restaurants,
                restaurantsOf.over(restaurants),
                sales,
                new HistoryRows(
                        sales,
                        new Menus(
                                Rows.of(context, Names.MENU_STORE),
                                topics.menuItems().valueSerde()),
                        new Days(
                                Rows.of(context, Names.DAY_STORE),
                                topics.restaurantDays().valueSerde())),
                Rows.of(context, Names.SNAPSHOT_STORE),
                budget.open());
        inForce = models.inForce();
        touchAll();
        // One that went just before the task ended is only known by its snapshot, and must be taken back.
        task.snapshots().scanAll((key, row) -> touch(Snapshot.restaurantOf(key), true));
        reportUnscored(touched.size());
        context.schedule(settings.scorePeriod(), PunctuationType.WALL_CLOCK_TIME, this::score);
        context.schedule(PERIOD_OF_RECORDS, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (isWaitedFor) {
                score(now);
            }
        });
    }

    @Override
    public void process(Record<String, Touched> record) {
        String restaurant = record.value().restaurant();
        if (record.value().told()) {
            observer.toScore(restaurant);
            isWaitedFor = true;
        }
        touch(restaurant, record.value().closed());
        task().restaurants().forget(restaurant);
    }

    private void touch(String restaurant, boolean closedDays) {
        if (touched.add(restaurant, closedDays, task().context().currentSystemTimeMs())) {
            reportUnscored(touched.size());
        }
    }

    private void touchAll() {
        task().restaurantRows().scanAll((key, row) -> touch(new String(key, StandardCharsets.UTF_8), true));
    }

    @Override
    public void close() {
        if (task != null) {
            task.time().close();
            reportUnscored(0);
            observer.left(task.context().taskId().partition());
            task = null;
        }
    }

    private void score(long now) {
        isWaitedFor = false;
        InForce current = models.inForce();
        if (!current.equals(inForce)) {
            inForce = current;
            touchAll();
        }
        if (!touched.isEmpty() && task().time().begin()) {
            scoreTouched(now);
        }
        tell(now);
    }

    /**
     * What was published reaches nobody before it is committed. While all menus are scored that need not wait for the
     * interval, a second; under a backlog it does, because commits cost what scoring needs.
     */
    private void tell(long now) {
        if (untold && touched.isEmpty() && now - committedAt >= COMMIT_EVERY_MS) {
            untold = false;
            committedAt = now;
            task().context().commit();
        }
    }

    private void scoreTouched(long now) {
        long oldest = touched.oldest();
        int menus = 0;
        int items = 0;
        do {
            Waiting next = touched.take();
            items += score(next.restaurant(), next.closed());
            observer.scored(next.restaurant());
            menus++;
        } while (!touched.isEmpty() && task().time().goesOn());
        task().time().end();
        observer.scored(menus, items, Math.max(0, now - oldest));
        reportUnscored(touched.size());
    }

    private void reportUnscored(int menus) {
        observer.unscored(task().context().taskId().partition(), menus);
    }

    /** Scores one menu and returns how many items it has. */
    private int score(String id, boolean closedDays) {
        byte[] row = task().snapshots().get(Restaurants.key(id));
        Snapshot before = row == null ? null : Snapshot.of(row);
        RestaurantProfile restaurant = task().restaurants().find(id);
        Latest latest = restaurant == null ? null : Latest.of(task().sales(), id);
        if (restaurant == null || latest == null) {
            takeBack(id, before);
            return 0;
        }
        DayRange window = DayRange.endingWith(latest.day(), settings.windowDays());
        DayRange closed = DayRange.endingWith(latest.day() - 1, settings.windowDays());
        OutlookRow kept = OutlookRow.of(task().snapshots().get(OutlookRow.key(id)));
        boolean renewed = closedDays || !isCurrent(kept, closed.last());
        int first = renewed
                ? Math.min(closed.first(), OutlookScorer.needs(closed.last()).first())
                : closed.first();
        MenuHistory history = MenuReader.read(
                task().history(),
                restaurant,
                new DayRange(first, window.last()),
                SalesFilter.ALL,
                latest.day() - settings.historyDays() + 1);
        MenuWindow now = history.window(window);
        MenuWindow atClose = history.window(closed);
        OutlookRow outlook = renewed ? outlook(restaurant, history, closed.last()) : kept;
        Map<String, Long> published = before == null ? Map.of() : before.published();
        List<ItemQuadrants> judged = Quadrants.of(now, atClose, restaurant.rules());
        Map<String, Long> hashes = publish(restaurant, judged, atClose, outlook, published);
        Snapshot after = new Snapshot(latest.at(), restaurant.currency(), restaurant.rules(), now, atClose, hashes);
        write(id, after, outlook, renewed);
        MenuChange change = MenuChanges.between(id, before, after, judged);
        if (change != null) {
            forward(id, change, Names.MENU_CHANGES_SINK);
        }
        return now.items().size();
    }

    private boolean isCurrent(@Nullable OutlookRow kept, int closedDay) {
        OutlookModel champion = inForce.champion();
        return champion == null
                ? kept == null
                : kept != null
                        && kept.closedDay() == closedDay
                        && kept.version().equals(champion.manifest().version());
    }

    private @Nullable OutlookRow outlook(RestaurantProfile restaurant, MenuHistory history, int closedDay) {
        long began = System.nanoTime();
        MenuOutlook outlook = OutlookScorer.score(inForce, history, closedDay, restaurant.rules());
        if (outlook == null) {
            return null;
        }
        observer.outlook(task().context().taskId().partition(), restaurant.id(), outlook, System.nanoTime() - began);
        return OutlookRow.of(outlook);
    }

    /** Both rows at once: who reads them in one iterator reads one moment. */
    private void write(String id, Snapshot snapshot, @Nullable OutlookRow outlook, boolean renewed) {
        Rows.Batch batch = new Rows.Batch();
        // Thousands of items may not fit: then there is no row. Questions are answered from the sums, outlooks are not.
        byte[] packed = snapshot.toBytes();
        batch.put(Restaurants.key(id), packed.length > SNAPSHOT_LIMIT ? null : packed);
        if (renewed) {
            byte[] heading = outlook == null ? null : outlook.toBytes();
            batch.put(OutlookRow.key(id), heading == null || heading.length > SNAPSHOT_LIMIT ? null : heading);
        }
        task().snapshots().write(batch);
    }

    private void takeBack(String id, @Nullable Snapshot before) {
        if (before != null) {
            before.published().keySet().forEach(item -> publish(id, item, null));
            forward(id, null, Names.MENU_CHANGES_SINK);
        }
        if (before != null || task().snapshots().get(OutlookRow.key(id)) != null) {
            Rows.Batch batch = new Rows.Batch();
            batch.put(Restaurants.key(id), null);
            batch.put(OutlookRow.key(id), null);
            task().snapshots().write(batch);
            observer.forgotten(task().context().taskId().partition(), id);
        }
    }

    private Map<String, Long> publish(
            RestaurantProfile restaurant,
            List<ItemQuadrants> judged,
            MenuWindow closed,
            @Nullable OutlookRow outlook,
            Map<String, Long> before) {
        Map<String, Long> hashes = new HashMap<>();
        for (ItemClassification record : Classifications.of(restaurant, judged, closed)) {
            String item = record.getItemId();
            long hash = Classifications.hash(record, outlook);
            hashes.put(item, hash);
            if (!Objects.equals(before.get(item), hash)) {
                ItemOutlook heading = Classifications.outlook(outlook, item);
                publish(
                        restaurant.id(),
                        item,
                        ItemClassification.newBuilder(record)
                                .setOutlook(heading)
                                .build());
            }
        }
        before.keySet().stream()
                .filter(item -> !hashes.containsKey(item))
                .forEach(gone -> publish(restaurant.id(), gone, null));
        return hashes;
    }

    private void publish(String restaurant, String item, @Nullable ItemClassification record) {
        forward(restaurant + ":" + item, record, Names.CLASSIFICATIONS_SINK);
    }

    @SuppressWarnings("NullAway") // a null value is Kafka's tombstone, but Record is not annotated so
    private void forward(String key, @Nullable Object value, String sink) {
        long time = task().context().currentStreamTimeMs();
        task().context().forward(new Record<>(key, value, Math.max(0, time)), sink);
        untold = true;
    }

    private Task task() {
        return Objects.requireNonNull(task, "init was not called");
    }
}
