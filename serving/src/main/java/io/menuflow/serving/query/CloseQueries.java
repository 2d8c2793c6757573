package io.menuflow.serving.query;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.price.ComparedWindows;
import io.menuflow.models.price.LastChange;
import io.menuflow.models.price.Outcome;
import io.menuflow.models.price.Outcomes;
import io.menuflow.models.price.PriceQuestion;
import io.menuflow.models.price.RevenueChange;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.StoreReader.StoreUnavailableException;
import io.menuflow.topology.Names;
import io.menuflow.topology.closes.PriceQuestions;
import io.menuflow.topology.demand.Forecasts;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.price.BlockRows;
import io.menuflow.topology.sales.KnownItem;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.sales.SalesFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions about what was published when a restaurant's last business day closed, and about what it rests on. */
public final class CloseQueries {

    /** Business days after a price change in which its outcome is told. */
    public static final int OUTCOME_DAYS = 180;

    /** Open days before a change are looked for within so many business days. */
    private static final int DAYS_BEFORE_A_CHANGE = 60;

    private final RestaurantRows restaurants;
    private final Topics topics;

    public CloseQueries(RestaurantRows restaurants, Topics topics) {
        this.restaurants = restaurants;
        this.topics = topics;
    }

    /**
     * What was published of a menu.
     *
     * @param latest the restaurant's latest event, null before its first
     * @param records by item, ascending; none before the first day close
     * @param items what is known of items beside, by id
     */
    public record Close<V>(
            Restaurant restaurant,
            RestaurantProfile profile,
            @Nullable Latest latest,
            Map<String, V> records,
            Map<String, KnownItem> items) {

        /** The restaurant's latest event, null before its first. */
        public @Nullable Instant asOf() {
            return latest == null ? null : latest.at();
        }

        /** Whether a later business day than {@code closedDay} has closed, of which nothing is published yet. */
        public boolean isBehind(long closedDay) {
            return latest != null && closedDay < latest.day() - 1;
        }

        /** Whether the first close is under way: there is something to close, and nothing is published of it. */
        public boolean isBeingClosed() {
            return latest != null && records.isEmpty();
        }

        /** What is known of an item. */
        public KnownItem item(String id) {
            return items.getOrDefault(id, new KnownItem(id, null, null));
        }

        /** Why there are no records. */
        public String nothing() {
            return latest == null
                    ? "nothing was sold yet: forecasts and prices begin with the first sale"
                    : "the restaurant's last business day is being closed for the first time: ask again in a moment";
        }
    }

    /**
     * What is to be said of an answer that is not of the last closed business day, or may not be; null when it is.
     *
     * @param closedDay that it is of, null when nothing is published
     * @param stale whether the rows that it is from may be behind
     */
    public static @Nullable String behind(@Nullable Latest latest, @Nullable Integer closedDay, boolean stale) {
        if (latest == null || closedDay == null) {
            return null;
        }
        if (closedDay < latest.day() - 1) {
            return "of " + LocalDate.ofEpochDay(closedDay) + ": business days up to "
                    + LocalDate.ofEpochDay(latest.day() - 1)
                    + " have closed since and are being worked out: ask again in a moment";
        }
        return stale ? "what sold lately may not be counted yet, and later business days may have closed" : null;
    }

    /** What its items will sell, and the restaurant as a whole under the empty id. */
    public Answer<Close<DemandForecast>> forecasts(String id, int partition, boolean standby) {
        return restaurants.answer(id, partition, standby, one -> close(one, Names.FORECAST_STORE, topics.forecasts()));
    }

    /** What its items should cost. */
    public Answer<Close<PriceRecommendation>> prices(String id, int partition, boolean standby) {
        return restaurants.answer(id, partition, standby, one -> close(one, Names.PRICE_STORE, topics.prices()));
    }

    /**
     * One item's price.
     *
     * @param record null when there is none
     * @param change the last change of its price, null when there was none in {@link #OUTCOME_DAYS}
     * @param outcome what came of it, null when that cannot be told
     */
    public record OnePrice(
            Close<PriceRecommendation> close,
            @Nullable PriceRecommendation record,
            @Nullable LastChange change,
            @Nullable Outcome outcome) {}

    /** What one item should cost, and what came of the last change of its price. */
    public Answer<OnePrice> price(String id, String item, int partition, boolean standby) {
        return restaurants.answer(id, partition, standby, one -> {
            Close<PriceRecommendation> close = close(one, Names.PRICE_STORE, topics.prices());
            PriceRecommendation record = close.records().get(item);
            if (record == null) {
                return new OnePrice(close, null, null, null);
            }
            int closedDay = (int) record.getClosedDay().toEpochDay();
            MenuHistory recent = history(
                    one, new DayRange(closedDay - OUTCOME_DAYS - DAYS_BEFORE_A_CHANGE, closedDay), close.latest());
            LastChange change = change(recent, item, closedDay);
            Outcome outcome = change == null
                    ? null
                    : new Outcomes(recent.until(closedDay), closedDay)
                            .of(
                                    BlockRows.read(one.rows(Names.PRICE_STORE), id),
                                    item,
                                    change.day(),
                                    change.before(),
                                    change.after());
            return new OnePrice(close, record, change, outcome);
        });
    }

    private static @Nullable LastChange change(MenuHistory recent, String item, int closedDay) {
        for (MenuHistory.Item each : recent.items()) {
            if (each.itemId().equals(item)) {
                LastChange last = LastChange.of(each, closedDay);
                return last == null || closedDay - last.day() >= OUTCOME_DAYS ? null : last;
            }
        }
        return null;
    }

    /**
     * What a menu's prices may be asked.
     *
     * @param closedDay the business day it is as of; null before the first
     * @param questions of the items on the menu that have a price
     */
    public record Pricing(
            Restaurant restaurant,
            RestaurantProfile profile,
            @Nullable Latest latest,
            @Nullable Integer closedDay,
            Map<String, KnownItem> items,
            List<PriceQuestion> questions) {}

    /** What the items' prices may be asked; unavailable while a day is being closed. */
    public Answer<Pricing> pricing(String id, int partition, boolean standby) {
        return restaurants.answer(id, partition, standby, one -> {
            Close<DemandForecast> close = close(one, Names.FORECAST_STORE, topics.forecasts());
            DemandForecast total = close.records().get(Forecasts.TOTAL);
            if (close.latest() == null) {
                return new Pricing(one.restaurant(), close.profile(), null, null, close.items(), List.of());
            }
            if (total == null) {
                throw new StoreUnavailableException(close.nothing(), null);
            }
            int closedDay = (int) total.getClosedDay().toEpochDay();
            List<PriceQuestion> questions = PriceQuestions.of(
                    one.history(),
                    one.rows(Names.PRICE_STORE),
                    close.profile(),
                    close.records(),
                    closedDay,
                    one.historyFrom(close.latest()));
            if (questions == null) {
                throw new StoreUnavailableException(
                        "how the menu's sales answered to prices is being worked out: ask again in a moment", null);
            }
            return new Pricing(one.restaurant(), close.profile(), close.latest(), closedDay, close.items(), questions);
        });
    }

    /**
     * Two windows of days.
     *
     * @param now null for the last 28 closed ones
     * @param then null for as many days before
     */
    public record Compared(@Nullable DayRange now, @Nullable DayRange then) {}

    /**
     * Why revenue changed.
     *
     * @param windows null before the first event
     * @param change null when it cannot be told of these windows
     * @param warnings what makes them less than comparable
     */
    public record Changed(
            Restaurant restaurant,
            @Nullable Latest latest,
            @Nullable ComparedWindows windows,
            @Nullable RevenueChange change,
            List<String> warnings) {}

    /** Why revenue changed from one window to another. */
    public Answer<Changed> change(String id, int partition, boolean standby, int windowDays, Compared asked) {
        return restaurants.answer(id, partition, standby, one -> {
            Latest latest = one.latest();
            if (latest == null) {
                return new Changed(one.restaurant(), null, null, null, List.of());
            }
            DayRange now = asked.now() != null ? asked.now() : DayRange.endingWith(latest.day() - 1, windowDays);
            DayRange then = asked.then() != null ? asked.then() : DayRange.endingWith(now.first() - 1, now.days());
            ComparedWindows windows =
                    new ComparedWindows(now, then, one.historyFrom(latest), latest.day(), one.calendarToday(latest));
            if (!windows.canBeTold()) {
                return new Changed(one.restaurant(), latest, windows, null, List.of());
            }
            DayRange span = new DayRange(Math.min(now.first(), then.first()), Math.max(now.last(), then.last()));
            MenuHistory history = history(one, span, latest);
            return new Changed(
                    one.restaurant(),
                    latest,
                    windows,
                    RevenueChange.between(history, then, now),
                    windows.warnings(history.firstSold()));
        });
    }

    private static MenuHistory history(OneRestaurant one, DayRange span, @Nullable Latest latest) {
        return MenuReader.read(one.history(), one.profile(), span, SalesFilter.ALL, one.historyFrom(latest));
    }

    private static <V> Close<V> close(OneRestaurant one, String store, Topic<String, V> topic) {
        RestaurantProfile profile = one.profile();
        return new Close<>(
                one.restaurant(),
                profile,
                one.latest(),
                one.published(store, topic),
                KnownItem.of(one.history(), profile));
    }
}
