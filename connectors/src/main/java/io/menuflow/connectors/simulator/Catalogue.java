package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.RestaurantDefinition.Daypart;
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
import org.jspecify.annotations.Nullable;

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

    static MenuItem item(RestaurantDefinition definition, Menu.Listing listing) {
        return MenuItem.newBuilder()
                .setRestaurantId(definition.id())
                .setItemId(listing.item().id())
                .setName(listing.item().name())
                .setCategory(listing.category().name())
                .setPrices(amounts(listing.from(), listing.item().price()))
                .setFoodCosts(amounts(listing.from(), listing.item().cost()))
                .setPrepTimeMinutes(listing.item().prepMinutes())
                .setAvailableFrom(listing.from())
                .setAvailableUntil(listing.until())
                .setUpdatedAt(listing.from().atStartOfDay().toInstant(ZoneOffset.UTC))
                .build();
    }

    private static DaypartPeriod daypart(Daypart daypart) {
        return DaypartPeriod.newBuilder()
                .setName(daypart.name())
                .setStartMinute(minute(daypart.from()))
                .setEndMinute(minute(daypart.to()))
                .build();
    }

    private static List<DatedAmount> amounts(LocalDate from, @Nullable BigDecimal amount) {
        return amount == null
                ? List.of()
                : List.of(DatedAmount.newBuilder()
                        .setEffectiveFrom(from)
                        .setAmount(amount.setScale(MONEY_SCALE))
                        .build());
    }

    private static int minute(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
