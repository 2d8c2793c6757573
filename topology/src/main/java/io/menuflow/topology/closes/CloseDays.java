package io.menuflow.topology.closes;

import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.DemandModels;
import io.menuflow.schemas.Topics;
import io.menuflow.topology.ScoreBudget;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.TopologySettings;
import io.menuflow.topology.menu.MenuQueue;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.menu.Touched;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts what a menu will sell and advises on its prices, when a business day closes or something it rests on changes: a
 * closed day, the menu, the settings, what is known of days, the model. Restaurants that wait longest come first, within
 * a share of the stream thread's time of their own; what a slice takes too much is owed, because no reader waits for it. A
 * restaurant waits once, so that one that catches up is told its newest closed day only; and while the task works off what was
 * appended some time ago, most turns are left out: a day that closes then will soon not be the newest.
 *
 * <p>All of it is a function of the closed days: sales of the running day leave it as it is. Which restaurants wait is not
 * stored: after a start all do, and what is equal is not published again.
 */
public final class CloseDays implements Processor<String, Touched, Object, Object> {

    /** How old, in milliseconds, records are that a task catches up on. */
    private static final long CATCHING_UP_MS = 10_000;
    /** How long after its last record a task does not wait for more of them. */
    private static final long IDLE_MS = 2_000;
    /** Of so many turns one is taken while the task catches up, so that a backlog of days does not stop day closes. */
    private static final int SPARED_TURNS = 8;

    private final TopologySettings settings;
    private final Restaurants.Factory restaurantsOf;
    private final Topics topics;
    private final DemandModels models;
    private final ScoreBudget budget;
    private final StageObserver observer;
    private final MenuQueue queue = new MenuQueue();
    private @Nullable DemandModel inForce;
    private @Nullable CloseTask task;
    /** Begun, and gone on with before another is. */
    private @Nullable Closing closing;
    /** Open while there is something to do or to owe, so that other tasks have the whole share while there is not. */
    private ScoreBudget.@Nullable Account time;

    private long streamTime = Long.MIN_VALUE;
    private long movedAt;
    private int spared;

    public CloseDays(
            TopologySettings settings,
            Restaurants.Factory restaurantsOf,
            Topics topics,
            DemandModels models,
            ScoreBudget budget,
            StageObserver observer) {
        this.settings = settings;
        this.restaurantsOf = restaurantsOf;
        this.topics = topics;
        this.models = models;
        this.budget = budget;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        task = CloseTask.of(context, settings, restaurantsOf, topics);
        inForce = models.inForce();
        touchAll();
        // One that went just before the task ended is only known by what was published, and must be taken back.
        task.forecastRows().scanAll((key, row) -> touch(Key.restaurantOf(key)));
        report();
        context.schedule(settings.scorePeriod(), PunctuationType.WALL_CLOCK_TIME, now -> turn());
    }

    @Override
    public void process(Record<String, Touched> record) {
        String restaurant = record.value().restaurant();
        if (closing != null && closing.restaurant().equals(restaurant)) {
            closing = null; // it rests on what was before
        }
        touch(restaurant);
        task().restaurants().forget(restaurant);
        report();
    }

    private void touch(String restaurant) {
        queue.add(restaurant, true, task().context().currentSystemTimeMs());
    }

    private void touchAll() {
        task().restaurantRows().scanAll((key, row) -> touch(new String(key, StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        if (task != null) {
            rest();
            closing = null;
            observer.unclosed(task.partition(), 0);
            task = null;
        }
    }

    private void turn() {
        DemandModel current = models.inForce();
        if (current != inForce) {
            inForce = current;
            closing = null;
            touchAll();
        }
        if ((isIdle() && time == null) || (isCatchingUp() && ++spared % SPARED_TURNS != 0)) {
            return;
        }
        ScoreBudget.Account turn = time == null ? budget.openOwing() : time;
        time = turn;
        if (!turn.begin()) {
            return;
        }
        while (!isIdle()) {
            slice();
            if (!turn.goesOn()) {
                break;
            }
        }
        turn.end();
        report();
        if (isIdle() && !turn.owes()) {
            rest();
        }
    }

    /** Whether records still come, and are old: only when something is computed hangs on it, never what. */
    private boolean isCatchingUp() {
        long now = task().context().currentSystemTimeMs();
        long time = task().context().currentStreamTimeMs();
        if (time != streamTime) {
            streamTime = time;
            movedAt = now;
        }
        return now - time > CATCHING_UP_MS && now - movedAt < IDLE_MS;
    }

    private boolean isIdle() {
        return closing == null && queue.isEmpty();
    }

    /** Does a slice of the restaurant that was begun, else of the one that waits longest. */
    private void slice() {
        String id = closing == null ? queue.take().restaurant() : closing.restaurant();
        try {
            Closing begun = closing == null ? begun(id) : closing;
            Closing.Next next = begun == null ? Closing.Next.NEVER : begun.slice();
            closing = next == Closing.Next.FIRST ? begun : null;
            if (next == Closing.Next.LAST) {
                touch(id);
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            // Sums or prices that nobody can reckon with are that restaurant's alone: the others go on.
            closing = null;
            task().takeBack(id);
            observer.unclosable(task().partition(), id, e);
        }
    }

    /** Null when there is nothing to close: the restaurant is not known, or has not sold anything. */
    private @Nullable Closing begun(String id) {
        RestaurantProfile restaurant = task().restaurants().find(id);
        Latest latest = restaurant == null ? null : Latest.of(task().sales(), id);
        if (restaurant == null || latest == null) {
            task().takeBack(id);
            task().blocks().forget(id);
            return null;
        }
        return new Closing(task(), observer, inForce, restaurant, latest, settings.historyDays());
    }

    private void rest() {
        if (time != null) {
            time.close();
            time = null;
        }
    }

    private void report() {
        observer.unclosed(task().partition(), queue.size() + (closing == null ? 0 : 1));
    }

    private CloseTask task() {
        return Objects.requireNonNull(task, "init was not called");
    }
}
