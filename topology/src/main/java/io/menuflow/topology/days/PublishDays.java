package io.menuflow.topology.days;

import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.topology.Names;
import io.menuflow.topology.ScoreBudget;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.TopologySettings;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.sales.ClosedDays;
import io.menuflow.topology.sales.DayMark;
import io.menuflow.topology.sales.DaysMarked;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.store.Rows;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what items sold on closed business days, wherever the sales stage left a mark: a day that closed, an item of a
 * closed day that changed or left the history, all days of a restaurant that went or came back. Restaurants marked first
 * come first, a slice of days at a time, within the share of the stream thread's time that scoring has. Marks go in the
 * transaction that publishes.
 */
public final class PublishDays implements Processor<String, DaysMarked, Object, Object> {

    private final TopologySettings settings;
    private final ScoreBudget budget;
    private final StageObserver observer;
    private final Set<String> marked = new LinkedHashSet<>();
    private @Nullable Task task;
    /** Open while there is something to do, so that scoring has the whole share while there is not. */
    private ScoreBudget.@Nullable Account time;

    public PublishDays(TopologySettings settings, ScoreBudget budget, StageObserver observer) {
        this.settings = settings;
        this.budget = budget;
        this.observer = observer;
    }

    private record Task(ProcessorContext<Object, Object> context, Rows restaurants, Rows sales) {}

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        task = new Task(context, Rows.of(context, Names.RESTAURANT_STORE), Rows.of(context, Names.SALES_STORE));
        marked.addAll(DayMark.restaurants(task.sales()));
        report();
        context.schedule(settings.scorePeriod(), PunctuationType.WALL_CLOCK_TIME, now -> publish());
    }

    @Override
    public void process(Record<String, DaysMarked> record) {
        if (marked.add(record.value().restaurant())) {
            report();
        }
    }

    @Override
    public void close() {
        if (task != null) {
            marked.clear();
            rest();
            report();
            task = null;
        }
    }

    private void publish() {
        if (marked.isEmpty()) {
            return;
        }
        ScoreBudget.Account turn = time == null ? budget.open() : time;
        time = turn;
        if (!turn.begin()) {
            return;
        }
        do {
            String restaurant = marked.iterator().next();
            if (!publish(restaurant)) {
                marked.remove(restaurant);
            }
        } while (!marked.isEmpty() && turn.goesOn());
        turn.end();
        report();
        if (marked.isEmpty()) {
            rest();
        }
    }

    /** Publishes a slice of a restaurant's marked days; false when none was left. */
    private boolean publish(String restaurant) {
        Rows sales = task().sales();
        ClosedDays.Slice slice = ClosedDays.next(sales, restaurant);
        Latest latest = Latest.of(sales, restaurant);
        boolean known = task().restaurants().get(Restaurants.key(restaurant)) != null;
        slice.days()
                .forEach((day, items) -> items.forEach((item, sold) -> {
                    boolean stands = known && sold.cells().size() > 0;
                    publish(
                            ItemSalesDays.key(restaurant, item, day),
                            stands && latest != null && day > latest.day() - settings.historyDays()
                                    ? ItemSalesDays.of(restaurant, item, latest.currency(), sold)
                                    : null);
                }));
        Rows.Batch done = new Rows.Batch();
        slice.marks().forEach(mark -> mark.delete(done));
        sales.write(done);
        return !slice.marks().isEmpty();
    }

    @SuppressWarnings("NullAway") // a null value is Kafka's tombstone, but Record is not annotated so
    private void publish(String key, @Nullable ItemSalesDay day) {
        long at = Math.max(0, task().context().currentStreamTimeMs());
        task().context().forward(new Record<>(key, day, at), Names.ITEM_DAYS_SINK);
        observer.dayPublished();
    }

    private void rest() {
        if (time != null) {
            time.close();
            time = null;
        }
    }

    private void report() {
        observer.unpublished(task().context().taskId().partition(), marked.size());
    }

    private Task task() {
        return Objects.requireNonNull(task, "init was not called");
    }
}
