package io.menuflow.topology.closes;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.topology.Names;
import io.menuflow.topology.TopologySettings;
import io.menuflow.topology.menu.Days;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.price.PriceBlocks;
import io.menuflow.topology.sales.HistoryRows;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.sales.SalesFilter;
import io.menuflow.topology.store.PublishedRows;
import io.menuflow.topology.store.Rows;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What a task closes days with: the rows it reads, those it keeps, and where what is new of them goes. */
record CloseTask(
        ProcessorContext<Object, Object> context,
        Restaurants restaurants,
        Rows restaurantRows,
        Rows sales,
        HistoryRows history,
        PriceBlocks blocks,
        Rows forecastRows,
        PublishedRows<DemandForecast> forecasts,
        PublishedRows<PriceRecommendation> prices) {

    static CloseTask of(
            ProcessorContext<Object, Object> context,
            TopologySettings settings,
            Restaurants.Factory restaurantsOf,
            Topics topics) {
        Rows restaurants = Rows.of(context, Names.RESTAURANT_STORE);
        Rows sales = Rows.of(context, Names.SALES_STORE);
        Rows forecasts = Rows.of(context, Names.FORECAST_STORE);
        Rows prices = Rows.of(context, Names.PRICE_STORE);
        HistoryRows history = new HistoryRows(
                sales,
                new Menus(Rows.of(context, Names.MENU_STORE), topics.menuItems().valueSerde()),
                new Days(
                        Rows.of(context, Names.DAY_STORE),
                        topics.restaurantDays().valueSerde()));
        return new CloseTask(
                context,
                restaurantsOf.over(restaurants),
                restaurants,
                sales,
                history,
                new PriceBlocks(prices, sales, settings.historyDays()),
                forecasts,
                new PublishedRows<>(forecasts, topics.forecasts()),
                new PublishedRows<>(prices, topics.prices()));
    }

    int partition() {
        return context.taskId().partition();
    }

    MenuHistory history(RestaurantProfile restaurant, DayRange span, int historyFrom) {
        return MenuReader.read(history, restaurant, span, SalesFilter.ALL, historyFrom);
    }

    /** Keeps a restaurant's forecasts by item, and publishes those that differ. */
    void publishForecasts(String restaurant, Map<String, DemandForecast> records) {
        forecasts.replace(
                restaurant, records, (item, record) -> publish(Names.FORECASTS_SINK, restaurant, item, record));
    }

    /** Keeps a restaurant's prices by item, and publishes those that differ. */
    void publishPrices(String restaurant, Map<String, PriceRecommendation> records) {
        prices.replace(restaurant, records, (item, record) -> publish(Names.PRICES_SINK, restaurant, item, record));
    }

    /** Takes back what was published of a restaurant. */
    void takeBack(String restaurant) {
        publishForecasts(restaurant, Map.of());
        publishPrices(restaurant, Map.of());
    }

    @SuppressWarnings("NullAway") // a null value is Kafka's tombstone, but Record is not annotated so
    private void publish(String sink, String restaurant, String item, @Nullable Object record) {
        long at = Math.max(0, context.currentStreamTimeMs());
        context.forward(new Record<>(restaurant + ":" + item, record, at), sink);
    }
}
