package io.menuflow.bench.crash.recompute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.PriceSettings;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Restaurants and menus as REST shows what was published. */
final class Listings {

    private Listings() {}

    static ObjectNode restaurant(Restaurant restaurant) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("restaurant_id", restaurant.getRestaurantId())
                .put("name", restaurant.getName())
                .put("group", restaurant.getGroup())
                .put("currency", restaurant.getCurrency())
                .put("updated_at", restaurant.getUpdatedAt().toString());
        List<CalendarPeriod> periods = restaurant.getCalendars();
        shown.setAll(period(periods.get(periods.size() - 1)));
        shown.remove("effective_from");
        ArrayNode calendars = shown.putArray("calendars");
        periods.forEach(period -> calendars.add(period(period)));
        shown.set("settings", settings(restaurant.getSettings()));
        return shown;
    }

    private static ObjectNode period(CalendarPeriod period) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("effective_from", period.getEffectiveFrom().toString())
                .put("zone", period.getZone())
                .put("cut_off", clock(period.getCutOffMinutes()))
                .put("prices_include_tax", period.getPricesIncludeTax());
        ArrayNode dayparts = shown.putArray("dayparts");
        period.getDayparts().forEach(part -> dayparts.addObject()
                .put("name", part.getName())
                .put("start", clock(part.getStartMinute()))
                .put("end", clock(part.getEndMinute())));
        return shown;
    }

    private static String clock(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60 % 24, minutes % 60);
    }

    private static ObjectNode settings(MenuSettings settings) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "method",
                        settings.getMethod().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("popularity_factor", new BigDecimal(settings.getPopularityFactor()))
                .put("scope", settings.getScope().name().toLowerCase(Locale.ROOT))
                .put("new_item_days", settings.getNewItemDays())
                .put("low_evidence_units", settings.getLowEvidenceUnits())
                .put("settle_band", new BigDecimal(settings.getSettleBand()));
        ObjectNode estimated = shown.putObject("estimated_cost_pct");
        new TreeMap<>(settings.getEstimatedCostPct())
                .forEach((category, percent) -> estimated.put(category, new BigDecimal(percent)));
        shown.set("prices", prices(settings.getPrices()));
        return shown;
    }

    private static ObjectNode prices(PriceSettings settings) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("max_step", new BigDecimal(settings.getMaxStep()))
                .put("min_margin", new BigDecimal(settings.getMinMargin()))
                .put("floor", settings.getFloor())
                .put("ceiling", settings.getCeiling())
                .put("cool_down_days", settings.getCoolDownDays())
                .put("min_probability", new BigDecimal(settings.getMinProbability()))
                .put("max_changes", settings.getMaxChanges());
        ArrayNode endings = shown.putArray("endings");
        settings.getEndings().forEach(endings::add);
        ArrayNode excluded = shown.putArray("excluded");
        settings.getExcluded().forEach(excluded::add);
        return shown;
    }

    /** @param now prices and food costs are those of the restaurant's day it is in */
    static ObjectNode menu(Restaurant restaurant, Collection<MenuItem> menu, Instant now) {
        LocalDate today = Calendar.of(restaurant).at(now).day();
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("restaurant_id", restaurant.getRestaurantId());
        ArrayNode items = shown.putArray("items");
        menu.forEach(item -> items.add(item(item, today)));
        return shown;
    }

    static ObjectNode days(String restaurant, LocalDate from, LocalDate to, Collection<RestaurantDay> days) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("restaurant_id", restaurant)
                .put("from", from.toString())
                .put("to", to.toString());
        ArrayNode all = shown.putArray("days");
        days.stream()
                .filter(day -> !day.getDate().isBefore(from) && !day.getDate().isAfter(to))
                .forEach(day -> all.addObject()
                        .put("date", day.getDate().toString())
                        .put("closed", day.getClosed())
                        .put("holiday", day.getHoliday())
                        .put("temperature", day.getTemperature())
                        .put("weather", day.getWeather())
                        .put("event", day.getEvent())
                        .put("updated_at", day.getUpdatedAt().toString()));
        return shown;
    }

    private static ObjectNode item(MenuItem item, LocalDate today) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("item_id", item.getItemId())
                .put("name", item.getName())
                .put("category", item.getCategory())
                .put("variant_of", item.getVariantOf())
                .put("merged_into", item.getMergedInto())
                .put("shared_item_id", item.getSharedItemId())
                .put("price", Standing.on(item.getPrices(), today))
                .put("food_cost", Standing.on(item.getFoodCosts(), today))
                .put("prep_time_minutes", item.getPrepTimeMinutes())
                .put("available_from", text(item.getAvailableFrom()))
                .put("available_until", text(item.getAvailableUntil()))
                .put("active", item.getActive())
                .put("updated_at", item.getUpdatedAt().toString());
        shown.set("prices", amounts(item.getPrices()));
        shown.set("food_costs", amounts(item.getFoodCosts()));
        ArrayNode unavailable = shown.putArray("unavailable");
        item.getUnavailable().forEach(window -> unavailable
                .addObject()
                .put("from", window.getFrom().toString())
                .put(
                        "until",
                        window.getUntil() == null ? null : window.getUntil().toString()));
        ObjectNode metadata = shown.putObject("metadata");
        item.getMetadata().forEach(metadata::put);
        return shown;
    }

    private static ArrayNode amounts(List<DatedAmount> amounts) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        amounts.forEach(amount -> {
            boolean always = amount.getEffectiveFrom().equals(LocalDate.EPOCH);
            shown.addObject()
                    .put(
                            "effective_from",
                            always ? null : amount.getEffectiveFrom().toString())
                    .put("amount", amount.getAmount());
        });
        return shown;
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
