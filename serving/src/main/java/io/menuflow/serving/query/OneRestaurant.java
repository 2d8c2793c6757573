package io.menuflow.serving.query;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.MenuQueries.Question;
import io.menuflow.topology.Names;
import io.menuflow.topology.menu.Days;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.HistoryRows;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.store.PublishedRows;
import io.menuflow.topology.store.RowSource;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One restaurant's rows on this node.
 *
 * @param stores the rows of a store by its name
 * @param historyDays business days kept
 */
record OneRestaurant(
        Restaurant restaurant, Function<String, RowSource> stores, Topics topics, int historyDays, Clock clock) {

    String id() {
        return restaurant.getRestaurantId();
    }

    RestaurantProfile profile() {
        return RestaurantProfile.of(restaurant);
    }

    RowSource rows(String store) {
        return stores.apply(store);
    }

    RowSource sales() {
        return rows(Names.SALES_STORE);
    }

    Menus menus() {
        return new Menus(rows(Names.MENU_STORE), topics.menuItems().valueSerde());
    }

    Days days() {
        return new Days(rows(Names.DAY_STORE), topics.restaurantDays().valueSerde());
    }

    HistoryRows history() {
        return new HistoryRows(sales(), menus(), days());
    }

    /** What was last published of its items, by item. */
    <V> Map<String, V> published(String store, Topic<String, V> topic) {
        return PublishedRows.read(rows(store), topic, id());
    }

    @Nullable Latest latest() {
        return Latest.of(sales(), id());
    }

    /** The window asked for; before the first event the wall clock stands in for the restaurant's. */
    DayRange window(Question question, @Nullable Latest latest) {
        return question.window() != null
                ? question.window()
                : DayRange.endingWith(today(latest), Objects.requireNonNull(question.days()));
    }

    /** Days about the restaurant's own today. */
    DayRange around(int windowDays) {
        int today = today(latest());
        return new DayRange(today - windowDays + 1, today + MenuReader.DAYS_AHEAD);
    }

    /** The business day by the clock, or that of the latest event when it is later. */
    int calendarToday(Latest latest) {
        return Math.max(latest.day(), profile().calendar().at(clock.instant()).day());
    }

    int historyFrom(@Nullable Latest latest) {
        return today(latest) - historyDays + 1;
    }

    private int today(@Nullable Latest latest) {
        return latest != null
                ? latest.day()
                : profile().calendar().at(clock.instant()).day();
    }
}
