package io.menuflow.topology.closes;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.DemandModels;
import io.menuflow.models.demand.MenuForecast;
import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.price.Guardrails;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.topology.Names;
import io.menuflow.topology.ScoreBudget;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.TopologySettings;
import io.menuflow.topology.demand.Forecasts;
import io.menuflow.topology.menu.Days;
import io.menuflow.topology.menu.MenuQueue;
import io.menuflow.topology.menu.MenuQueue.Waiting;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.menu.Touched;
import io.menuflow.topology.price.PriceBlocks;
import io.menuflow.topology.sales.HistoryRows;
import io.menuflow.topology.sales.HourReader;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.sales.SalesFilter;
import io.menuflow.topology.sales.SalesSpan;
import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.PublishedRows;
import io.menuflow.topology.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts what a menu will sell and advises on its prices, when a business day closes or something it rests on changes: a
 * closed day, the menu, the settings, what is known of days, the model. Restaurants that wait longest come first, a slice of
 * one after the other, within the share of the stream thread's time that scoring has. Between two turns a restaurant waits
 * once, so that one that catches up is told its newest closed day only.
 *
 * <p>All of it is a function of the closed days: sales of the running day leave it as it is. Which restaurants wait is not
 * stored: after a start all do, and what is equal is not published again.
 */
public final class CloseDays implements Processor<String, Touched, Object, Object> {

    private static final int DAYS_BEFORE_A_CHANGE = 28;

    private final TopologySettings settings;
    private final Restaurants.Factory restaurantsOf;
    private final Topics topics;
    private final DemandModels models;
    private final ScoreBudget budget;
    private final StageObserver observer;
    private final MenuQueue queue = new MenuQueue();
    private @Nullable DemandModel inForce;
    private @Nullable Task task;
    /** Open while there is something to do, so that scoring has the whole share while there is not. */
    private ScoreBudget.@Nullable Account time;

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

    private record Task(
            ProcessorContext<Object, Object> context,
            Rows restaurantRows,
            Restaurants restaurants,
            Rows sales,
            HistoryRows history,
            PriceBlocks blocks,
            PublishedRows<DemandForecast> forecasts,
            PublishedRows<PriceRecommendation> prices) {}

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        Rows restaurants = Rows.of(context, Names.RESTAURANT_STORE);
        Rows sales = Rows.of(context, Names.SALES_STORE);
        Rows forecasts = Rows.of(context, Names.FORECAST_STORE);
        Rows prices = Rows.of(context, Names.PRICE_STORE);
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
                new PriceBlocks(prices, sales, settings.historyDays()),
                new PublishedRows<>(forecasts, topics.forecasts()),
                new PublishedRows<>(prices, topics.prices()));
        inForce = models.inForce();
        touchAll();
        // One that went just before the task ended is only known by what was published, and must be taken back.
        forecasts.scanAll((key, row) -> touch(Key.restaurantOf(key)));
        report();
        context.schedule(settings.scorePeriod(), PunctuationType.WALL_CLOCK_TIME, now -> turn());
    }

    @Override
    public void process(Record<String, Touched> record) {
        touch(record.value().restaurant());
        task().restaurants().forget(record.value().restaurant());
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
            observer.unclosed(task.context().taskId().partition(), 0);
            task = null;
        }
    }

    private void turn() {
        DemandModel current = models.inForce();
        if (current != inForce) {
            inForce = current;
            touchAll();
        }
        if (queue.isEmpty()) {
            return;
        }
        ScoreBudget.Account turn = time == null ? budget.open() : time;
        time = turn;
        if (!turn.begin()) {
            return;
        }
        do {
            Waiting next = queue.take();
            if (!isDone(next.restaurant())) {
                queue.putBack(next);
            }
        } while (!queue.isEmpty() && turn.goesOn());
        turn.end();
        report();
        if (queue.isEmpty()) {
            rest();
        }
    }

    /** Does a slice of a restaurant's; false when it is not done. */
    private boolean isDone(String id) {
        RestaurantProfile restaurant = task().restaurants().find(id);
        Latest latest = restaurant == null ? null : Latest.of(task().sales(), id);
        if (restaurant == null || latest == null) {
            takeBack(id);
            task().blocks().forget(id);
            return true;
        }
        try {
            return isDone(restaurant, latest);
        } catch (ArithmeticException | IllegalArgumentException e) {
            // Sums or prices that nobody can reckon with are that restaurant's alone: the others go on.
            takeBack(id);
            observer.unclosable(task().context().taskId().partition(), id, e);
            return true;
        }
    }

    private void takeBack(String id) {
        task().forecasts().replace(id, Map.of(), (item, record) -> publish(Names.FORECASTS_SINK, id, item, null));
        task().prices().replace(id, Map.of(), (item, record) -> publish(Names.PRICES_SINK, id, item, null));
    }

    private boolean isDone(RestaurantProfile restaurant, Latest latest) {
        int closedDay = latest.day() - 1;
        int historyFrom = latest.day() - settings.historyDays() + 1;
        OwnFits fits = fits(restaurant, closedDay, historyFrom);
        if (fits == null) {
            return false;
        }
        MenuHistory history = history(restaurant, needs(closedDay, restaurant.guardrails()), historyFrom)
                .until(closedDay);
        advise(restaurant, history, fits, forecast(restaurant, history, closedDay, historyFrom));
        return true;
    }

    private MenuHistory history(RestaurantProfile restaurant, DayRange span, int historyFrom) {
        return MenuReader.read(task().history(), restaurant, span, SalesFilter.ALL, historyFrom);
    }

    private @Nullable OwnFits fits(RestaurantProfile restaurant, int closedDay, int historyFrom) {
        long began = System.nanoTime();
        String id = restaurant.id();
        OwnFits fits = task().blocks()
                .fits(
                        id,
                        closedDay,
                        SalesSpan.earliest(task().sales(), id),
                        task().history().menus().of(restaurant),
                        task().history().days().facts(id, new DayRange(Math.min(historyFrom, closedDay), closedDay)),
                        span -> history(restaurant, span, historyFrom));
        observer.blocks(task().context().taskId().partition(), System.nanoTime() - began);
        return fits;
    }

    /** The business days that what is made at a day close rests on, besides blocks. */
    public static DayRange needs(int closedDay, Guardrails rails) {
        int first = closedDay - rails.coolDownDays() - DAYS_BEFORE_A_CHANGE;
        return new DayRange(Math.min(first, DemandForecaster.needs(closedDay).first()), closedDay);
    }

    private MenuForecast forecast(RestaurantProfile restaurant, MenuHistory history, int closedDay, int historyFrom) {
        long began = System.nanoTime();
        MenuForecast forecast = DemandForecaster.forecast(
                inForce, history, HourReader.read(task().sales(), restaurant, closedDay, historyFrom), closedDay);
        String id = restaurant.id();
        task().forecasts()
                .replace(
                        id,
                        Forecasts.of(id, forecast),
                        (item, record) -> publish(Names.FORECASTS_SINK, id, item, record));
        observer.forecast(
                task().context().taskId().partition(), forecast.items().size(), System.nanoTime() - began);
        return forecast;
    }

    private void advise(RestaurantProfile restaurant, MenuHistory history, OwnFits fits, MenuForecast forecast) {
        long began = System.nanoTime();
        String id = restaurant.id();
        Map<String, PriceRecommendation> prices = DayClose.prices(restaurant, history, fits, forecast);
        task().prices().replace(id, prices, (item, record) -> publish(Names.PRICES_SINK, id, item, record));
        observer.prices(task().context().taskId().partition(), prices.size(), System.nanoTime() - began);
    }

    @SuppressWarnings("NullAway") // a null value is Kafka's tombstone, but Record is not annotated so
    private void publish(String sink, String restaurant, String item, @Nullable Object record) {
        long at = Math.max(0, task().context().currentStreamTimeMs());
        task().context().forward(new Record<>(restaurant + ":" + item, record, at), sink);
    }

    private void rest() {
        if (time != null) {
            time.close();
            time = null;
        }
    }

    private void report() {
        observer.unclosed(task().context().taskId().partition(), queue.size());
    }

    private Task task() {
        return Objects.requireNonNull(task, "init was not called");
    }
}
