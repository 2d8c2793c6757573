package io.menuflow.serving.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.models.menu.CostBasis;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.ProfitBasis;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.Tally;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemFigures;
import io.menuflow.schemas.avro.ItemOutlook;
import io.menuflow.schemas.avro.MenuChange;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.serving.events.Feed;
import io.menuflow.serving.events.Feed.Anew;
import io.menuflow.serving.events.Feed.Event;
import io.menuflow.serving.events.Feed.Gone;
import io.menuflow.serving.events.Feed.Told;
import io.menuflow.serving.rest.MenuViews.ItemView;
import io.menuflow.serving.rest.MenuViews.WindowView;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What live events are made of, one feed a topic, in the order of their offsets in an event's id. */
public final class EventFeeds {

    private static final ObjectMapper JSON = RestApi.mapper();

    private EventFeeds() {}

    /** All feeds. New ones go to the end. */
    public static List<Feed<?>> of(Topics topics) {
        return List.of(
                new Feed<>(topics.menuChanges(), EventFeeds::items),
                new Feed<>(topics.classifications(), EventFeeds::classification),
                new Feed<>(topics.forecasts(), EventFeeds::forecast),
                new Feed<>(topics.prices(), EventFeeds::price));
    }

    /** Items whose figures changed over the window that ends with the running day; those that are gone by id. */
    record ItemsEvent(
            String restaurantId,
            String currency,
            WindowView window,
            Instant asOf,
            List<ItemView> items,
            List<String> removed) {}

    /**
     * An item's class, as published: numbers are of the last closed day, {@code settled} is of now.
     *
     * @param removed whether it is classified no more; all else is then null but the ids
     */
    record ClassificationEvent(
            String restaurantId,
            String itemId,
            boolean removed,
            @Nullable String itemName,
            @Nullable String category,
            @Nullable WindowView window,
            @Nullable String quadrant,
            @Nullable String settled,
            @Nullable String evidence,
            @Nullable BigDecimal popularityPercentile,
            @Nullable BigDecimal profitabilityPercentile,
            @Nullable String outlook,
            @Nullable BigDecimal confidence) {}

    static Told items(String restaurant, @Nullable MenuChange change) {
        if (change == null) {
            return new Gone();
        }
        if (change.getWhole()) {
            return new Anew("the menu changed as a whole: another day began, or many items changed");
        }
        String currency = change.getCurrency();
        ItemsEvent event = new ItemsEvent(
                change.getRestaurantId(),
                currency,
                window(change.getWindowFrom(), change.getWindowTo()),
                change.getAsOf(),
                change.getItems().stream()
                        .map(item -> MenuViews.item(judged(item), Numbers.digits(currency)))
                        .toList(),
                change.getRemoved());
        return new Event("items", json(event), change.getAsOf());
    }

    static Told classification(String key, @Nullable ItemClassification item) {
        ItemOutlook outlook = item == null ? null : item.getOutlook();
        ClassificationEvent event = item == null
                ? new ClassificationEvent(
                        restaurantOf(key),
                        itemOf(key),
                        true,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)
                : new ClassificationEvent(
                        item.getRestaurantId(),
                        item.getItemId(),
                        false,
                        item.getItemName(),
                        item.getCategory(),
                        window(item.getWindowFrom(), item.getWindowTo()),
                        item.getQuadrant().name(),
                        item.getSettled().name(),
                        item.getEvidence().name(),
                        Numbers.share(item.getPopularityPercentile()),
                        Numbers.share(item.getProfitabilityPercentile()),
                        outlook == null ? null : outlook.getPredicted().name(),
                        outlook == null ? null : Numbers.share((double) outlook.getConfidence()));
        return new Event("classification", json(event), null);
    }

    static Told forecast(String key, @Nullable DemandForecast forecast) {
        return new Event("forecast", json(CloseEvents.forecast(restaurantOf(key), itemOf(key), forecast)), null);
    }

    static Told price(String key, @Nullable PriceRecommendation price) {
        return new Event("price", json(CloseEvents.price(restaurantOf(key), itemOf(key), price)), null);
    }

    private static String restaurantOf(String key) {
        return key.substring(0, Math.max(0, key.indexOf(':')));
    }

    private static String itemOf(String key) {
        return key.substring(key.indexOf(':') + 1);
    }

    private static WindowView window(LocalDate from, LocalDate to) {
        return new WindowView(from, to, (int) (to.toEpochDay() - from.toEpochDay()) + 1);
    }

    /** As far as it is shown: quadrants are told by classifications. */
    private static ItemQuadrants judged(ItemFigures item) {
        Tally tally = new Tally(
                item.getQuantitySold().movePointRight(Fixed.QUANTITY_SCALE).longValueExact(),
                0,
                item.getRevenue().movePointRight(Fixed.MONEY_SCALE).longValueExact(),
                item.getOrderCount());
        LocalDate lastSold = item.getLastSoldAt();
        ItemWindow window = new ItemWindow(
                item.getItemId(),
                item.getItemName(),
                item.getCategory(),
                item.getListed(),
                item.getInScope(),
                item.getDaysOnMenu(),
                tally,
                item.getTotalFoodCost(),
                CostBasis.valueOf(item.getCostBasis()),
                item.getListPrice(),
                item.getFoodCost(),
                lastSold == null ? null : (Integer) (int) lastSold.toEpochDay());
        return new ItemQuadrants(
                window,
                null,
                null,
                null,
                item.getPopularityPercentile(),
                item.getProfitabilityPercentile(),
                null,
                false,
                ProfitBasis.CONTRIBUTION_MARGIN);
    }

    private static String json(Object view) {
        try {
            return JSON.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
