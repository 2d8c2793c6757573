package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.RestaurantDefinition.Daypart;
import io.menuflow.connectors.simulator.RestaurantDefinition.Item;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.DaypartPeriod;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/** A definition in the form in which it is published. Dated by its content, not by now: each run publishes the same. */
final class Catalogue {

    private static final int MONEY_SCALE = 4;

    private Catalogue() {}

    static Restaurant restaurant(RestaurantDefinition definition) {
        CalendarPeriod calendar = CalendarPeriod.newBuilder()
                .setEffectiveFrom(definition.since())
                .setZone(definition.zone().getId())
                .setCutOffMinutes(minute(definition.cutOff()))
                .setPricesIncludeTax(definition.pricesIncludeTax())
                .setDayparts(
                        definition.dayparts().stream().map(Catalogue::daypart).toList())
                .build();
        return Restaurant.newBuilder()
                .setRestaurantId(definition.id())
                .setName(definition.name())
                .setGroup(definition.group())
                .setCurrency(definition.currency())
                .setCalendars(List.of(calendar))
                .setSettings(MenuSettings.newBuilder().build())
                .setUpdatedAt(definition.since().atStartOfDay().toInstant(ZoneOffset.UTC))
                .build();
    }

    /** Every item but combos that is on the menu on some day from {@code from} to {@code to}, both included. */
    static List<MenuItem> items(SimulatedRestaurant restaurant, LocalDate from, LocalDate to) {
        return restaurant.menu().listings(from, to).stream()
                .filter(listing -> listing.dish().parts().isEmpty())
                .map(listing -> item(restaurant.definition(), listing, to))
                .toList();
    }

    /** An item with its prices up to business day {@code until}. */
    static MenuItem item(RestaurantDefinition definition, Menu.Listing listing, LocalDate until) {
        Item item = listing.dish().item();
        List<PriceChange> prices = listing.dish().prices().history(listing.from(), later(listing.from(), until));
        PriceChange last = prices.get(prices.size() - 1);
        return MenuItem.newBuilder()
                .setRestaurantId(definition.id())
                .setItemId(item.id())
                .setName(item.name())
                .setCategory(listing.dish().category())
                .setVariantOf(item.variantOf())
                .setPrices(prices.stream()
                        .map(price -> amount(price.from(), Minor.amount(price.minor())))
                        .toList())
                .setFoodCosts(item.cost() == null ? List.of() : List.of(amount(listing.from(), item.cost())))
                .setPrepTimeMinutes(item.prepMinutes())
                .setAvailableFrom(listing.from())
                .setAvailableUntil(listing.until())
                .setUpdatedAt(last.from().atStartOfDay().toInstant(ZoneOffset.UTC))
                .build();
    }

    private static DaypartPeriod daypart(Daypart daypart) {
        return DaypartPeriod.newBuilder()
                .setName(daypart.name())
                .setStartMinute(minute(daypart.from()))
                .setEndMinute(minute(daypart.to()))
                .build();
    }

    private static DatedAmount amount(LocalDate from, BigDecimal amount) {
        return DatedAmount.newBuilder()
                .setEffectiveFrom(from)
                .setAmount(amount.setScale(MONEY_SCALE))
                .build();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static int minute(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
