package io.menuflow.topology.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.menuflow.models.calendar.BusinessCalendar.Daypart;
import io.menuflow.models.calendar.BusinessCalendar.Period;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.QuadrantRules.Scope;
import io.menuflow.models.price.Guardrails;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.DaypartPeriod;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.PriceSettings;
import io.menuflow.schemas.avro.QuadrantMethod;
import io.menuflow.schemas.avro.QuadrantScope;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.topology.menu.FaultyRecordException.Fault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestaurantProfileTest {

    @Test
    void shouldSayWhatWasPublished() {
        RestaurantProfile profile = RestaurantProfile.of(restaurant().build());

        assertThat(profile.id()).isEqualTo("roma");
        assertThat(profile.name()).isEqualTo("Trattoria Roma");
        assertThat(profile.group()).isEqualTo("italy");
        assertThat(profile.currency()).isEqualTo("EUR");
        assertThat(profile.calendar().periods())
                .containsExactly(new Period(
                        20_000,
                        ZoneId.of("Europe/Rome"),
                        LocalTime.of(4, 30),
                        true,
                        List.of(
                                new Daypart("lunch", LocalTime.of(11, 0), LocalTime.of(15, 0)),
                                new Daypart("late", LocalTime.of(22, 0), LocalTime.MIDNIGHT))));
        assertThat(profile.rules())
                .isEqualTo(new QuadrantRules(
                        Method.KASAVANA_SMITH, new BigDecimal("0.80"), Scope.CATEGORY, 7, 30, new BigDecimal("0.10")));
        assertThat(profile.estimatedCostPct()).isEqualTo(Map.of("mains", new BigDecimal("31.5")));
        assertThat(profile.guardrails()).as("told by nobody").isEqualTo(Guardrails.DEFAULT);
    }

    @Test
    void shouldSayWhichPricesMayBeProposed() {
        PriceSettings prices = PriceSettings.newBuilder()
                .setMaxStep("0.15")
                .setMinMargin("0.333")
                .setFloor(new BigDecimal("1.5000"))
                .setCeiling(new BigDecimal("99.9500"))
                .setEndings(List.of(0, 90))
                .setCoolDownDays(14)
                .setMinProbability("0.95")
                .setMaxChanges(3)
                .setExcluded(List.of("soup", "wine", "soup"))
                .build();
        Restaurant published =
                restaurant().setSettings(settings().setPrices(prices).build()).build();

        assertThat(RestaurantProfile.of(published).guardrails())
                .isEqualTo(new Guardrails(
                        0.15, 0.333, 15_000L, 999_500L, List.of(0, 90), 14, 0.95, 3, Set.of("soup", "wine")));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(r -> r.setRestaurantId("ro ma"), "restaurant_id must be 1 to 64"),
                wrong(
                        r -> r.setRestaurantId(".."),
                        "restaurant_id must be 1 to 64 of A-Z a-z 0-9 . _ -, and not . or .."),
                wrong(r -> r.setCurrency("XAU"), "currency 'XAU' is no ISO 4217 code of money"),
                wrong(r -> r.setName(" "), "name must be 1 to 512 bytes without control characters, and not blank"),
                wrong(r -> r.setGroup("\n"), "group must be 1 to 128 bytes"),
                wrong(r -> r.setCurrency("EUX"), "currency 'EUX' is no ISO 4217 code of money"),
                wrong(r -> r.setCalendars(List.of()), "calendars must have 1 to 200 periods"),
                wrong(r -> r.setCalendars(Collections.nCopies(201, period().build())), "calendars must have 1 to 200"),
                wrong(r -> r.setCalendars(Collections.nCopies(2, period().build())), "ascend by effective_from"),
                wrong(
                        r -> r.setCalendars(
                                List.of(period().setZone("Europe/Rom").build())),
                        "zone 'Europe/Rom' is no time zone"),
                wrong(r -> r.setCalendars(List.of(period().setZone("+01:00").build())), "no time zone of a place"),
                wrong(
                        r -> r.setCalendars(
                                List.of(period().setCutOffMinutes(1_440).build())),
                        "cut_off must be a time of day"),
                wrong(
                        r -> r.setCalendars(
                                List.of(period().setCutOffMinutes(-1).build())),
                        "cut_off must be a time of day"),
                wrong(
                        r -> r.setCalendars(List.of(
                                period().setDayparts(List.of(daypart("", 1, 2))).build())),
                        "dayparts[0].name"),
                wrong(
                        r -> r.setCalendars(List.of(period().setDayparts(List.of(daypart("a", 1_440, 2)))
                                .build())),
                        "dayparts[0].start"),
                wrong(
                        r -> r.setCalendars(List.of(period().setDayparts(List.of(daypart("a", 1, -2)))
                                .build())),
                        "dayparts[0].end"),
                wrong(
                        r -> r.setCalendars(List.of(period().setDayparts(Collections.nCopies(16, daypart("a", 1, 2)))
                                .build())),
                        "dayparts must be at most 15"),
                wrong(
                        settings(s -> s.setPopularityFactor("10.01")),
                        "popularity_factor must be a number above 0 and up to 10 of"),
                wrong(
                        settings(s -> s.setPopularityFactor("-0.1")),
                        "popularity_factor must be a number above 0 and up to 10 of"),
                wrong(
                        settings(s -> s.setPopularityFactor("0.0")),
                        "settings.popularity_factor must be a number above 0"),
                wrong(settings(s -> s.setPopularityFactor("much")), "popularity_factor 'much' is no number"),
                wrong(settings(s -> s.setPopularityFactor("1E-999999999")), "popularity_factor must be a number"),
                wrong(settings(s -> s.setPopularityFactor("0.500000000000000000000")), "of at most 20 digits"),
                wrong(settings(s -> s.setSettleBand("1.01")), "settle_band must be a number from 0 to 1"),
                wrong(settings(s -> s.setSettleBand("0E-999999999")), "settle_band must be a number from 0 to 1"),
                wrong(settings(s -> s.setNewItemDays(-1)), "settings.new_item_days must not be negative"),
                wrong(settings(s -> s.setLowEvidenceUnits(-1)), "settings.low_evidence_units must not be negative"),
                wrong(
                        prices(p -> p.setMaxStep("0")),
                        "settings.prices.max_step must be a number above 0 and up to 0.99"),
                wrong(
                        prices(p -> p.setMaxStep("1")),
                        "settings.prices.max_step must be a number above 0 and up to 0.99"),
                wrong(
                        prices(p -> p.setMinMargin("-0.1")),
                        "settings.prices.min_margin must be a number from 0 to 0.99"),
                wrong(prices(p -> p.setMinMargin("none")), "settings.prices.min_margin 'none' is no number"),
                wrong(
                        prices(p -> p.setFloor(new BigDecimal("-0.0001"))),
                        "settings.prices.floor must be above 0 and up to 1000000000"),
                wrong(
                        prices(p -> p.setCeiling(new BigDecimal("1000000000.0001"))),
                        "settings.prices.ceiling must be above 0 and up to 1000000000"),
                wrong(
                        prices(p -> p.setFloor(new BigDecimal("5.0000")).setCeiling(new BigDecimal("4.9999"))),
                        "settings.prices.ceiling must not be below the floor"),
                wrong(prices(p -> p.setEndings(List.of(0, 100))), "settings.prices.endings[1] must be 0 to 99"),
                wrong(
                        prices(p -> p.setEndings(Collections.nCopies(101, 0))),
                        "settings.prices.endings must be at most 100"),
                wrong(prices(p -> p.setCoolDownDays(-1)), "settings.prices.cool_down_days must be 0 to 3650"),
                wrong(
                        prices(p -> p.setFloor(new BigDecimal("0.0000"))),
                        "settings.prices.floor must be above 0 and up to 1000000000"),
                wrong(
                        prices(p -> p.setMinProbability("1.01")),
                        "settings.prices.min_probability must be a number from 0 to 1"),
                wrong(prices(p -> p.setMinProbability("sure")), "settings.prices.min_probability 'sure' is no number"),
                wrong(prices(p -> p.setMaxChanges(10_001)), "settings.prices.max_changes must be 0 to 10000"),
                wrong(prices(p -> p.setExcluded(List.of(" "))), "settings.prices.excluded[0] must be 1 to 128 bytes"),
                wrong(
                        prices(p -> p.setExcluded(Collections.nCopies(1_001, "soup"))),
                        "settings.prices.excluded must be at most 1000"),
                wrong(
                        settings(s -> s.setEstimatedCostPct(Map.of("mains", "1001"))),
                        "estimated_cost_pct.mains must be"),
                wrong(
                        settings(s -> s.setEstimatedCostPct(Map.of("*", "1E-999999999"))),
                        "estimated_cost_pct.* must be"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldNameTheField_whenItIsWrong(Consumer<Restaurant.Builder> change, String message) {
        Restaurant.Builder builder = restaurant();
        change.accept(builder);

        assertThatThrownBy(() -> RestaurantProfile.of(builder.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> wrongItems() {
        return Stream.of(
                wrongItem(i -> i.setItemId(""), "item_id must be 1 to 128 bytes"),
                wrongItem(
                        i -> i.setItemId("."),
                        "item_id must be 1 to 128 bytes without control characters, not blank, and not ."),
                wrongItem(i -> i.setItemId(" "), "item_id must be 1 to 128 bytes"),
                wrongItem(i -> i.setPrepTimeMinutes(-1), "prep_time_minutes must not be negative"),
                wrongItem(i -> i.setName(" "), "name must be 1 to 512 bytes without control characters, and not blank"),
                wrongItem(i -> i.setCategory("c".repeat(513)), "category must be at most 512 bytes"),
                wrongItem(
                        i -> i.setPrices(List.of(amount(5, "1"), amount(5, "2"))),
                        "prices[1].effective_from must be after"),
                wrongItem(
                        i -> i.setFoodCosts(List.of(amount(5, "1"), amount(4, "2"))),
                        "food_costs[1].effective_from must be after"),
                wrongItem(i -> i.setPrices(List.of(amount(5, "-0.01"))), "prices[0].amount must be 0 to 1000000000"),
                wrongItem(
                        i -> i.setFoodCosts(List.of(amount(5, "1000000000.01"))), "food_costs[0].amount must be 0 to"),
                wrongItem(
                        i -> i.setPrices(Collections.nCopies(1_001, amount(5, "1"))), "prices may have at most 1000"));
    }

    @ParameterizedTest
    @MethodSource("wrongItems")
    void shouldNameTheField_whenAnItemIsWrong(Consumer<MenuItem.Builder> change, String message) {
        MenuItem.Builder builder = MenuItem.newBuilder()
                .setRestaurantId("roma")
                .setItemId("soup")
                .setName("Soup")
                .setUpdatedAt(Instant.EPOCH);
        assertThat(Menus.checked(builder.build()).getItemId()).isEqualTo("soup");
        change.accept(builder);

        assertThatThrownBy(() -> Menus.checked(builder.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldNameEveryWrongField_whenThereAreSeveral() {
        Restaurant wrong = restaurant()
                .setName("\t")
                .setCurrency("EURO")
                .setCalendars(List.of(period().setZone("Mars/Base")
                        .setDayparts(List.of(daypart("Lunch", 1, 2), daypart("lunch", 3, 4)))
                        .build()))
                .setSettings(settings().setSettleBand("2").build())
                .build();

        FaultyRecordException faulty =
                catchThrowableOfType(FaultyRecordException.class, () -> RestaurantProfile.of(wrong));

        assertThat(faulty.faults())
                .extracting(Fault::field)
                .containsExactly("name", "currency", "zone", "dayparts[1].name", "settings.settle_band");
        assertThat(faulty.faults()).contains(new Fault("currency", "'EURO' is no ISO 4217 code of money"));
        assertThat(faulty).hasMessageContaining("; zone 'Mars/Base' is no time zone");
    }

    @Test
    void shouldStopAtFiftyFaults() {
        MenuItem item = MenuItem.newBuilder()
                .setRestaurantId("roma")
                .setItemId("soup")
                .setName("Soup")
                .setPrices(Collections.nCopies(1_000, amount(5, "-1")))
                .setUpdatedAt(Instant.EPOCH)
                .build();

        FaultyRecordException faulty = catchThrowableOfType(FaultyRecordException.class, () -> Menus.checked(item));

        assertThat(faulty.faults()).hasSize(50);
    }

    private static Restaurant.Builder restaurant() {
        return Restaurant.newBuilder()
                .setRestaurantId("roma")
                .setName("Trattoria Roma")
                .setGroup("italy")
                .setCurrency("EUR")
                .setCalendars(List.of(period().build()))
                .setSettings(settings().build())
                .setUpdatedAt(Instant.EPOCH);
    }

    private static CalendarPeriod.Builder period() {
        return CalendarPeriod.newBuilder()
                .setEffectiveFrom(LocalDate.ofEpochDay(20_000))
                .setZone("Europe/Rome")
                .setCutOffMinutes(4 * 60 + 30)
                .setPricesIncludeTax(true)
                .setDayparts(List.of(daypart("lunch", 660, 900), daypart("late", 1_320, 1_440)));
    }

    private static MenuSettings.Builder settings() {
        return MenuSettings.newBuilder()
                .setMethod(QuadrantMethod.KASAVANA_SMITH)
                .setPopularityFactor("0.80")
                .setScope(QuadrantScope.CATEGORY)
                .setNewItemDays(7)
                .setLowEvidenceUnits(30)
                .setSettleBand("0.10")
                .setEstimatedCostPct(Map.of("mains", "31.5"));
    }

    private static DaypartPeriod daypart(String name, int start, int end) {
        return DaypartPeriod.newBuilder()
                .setName(name)
                .setStartMinute(start)
                .setEndMinute(end)
                .build();
    }

    private static DatedAmount amount(int from, String amount) {
        return DatedAmount.newBuilder()
                .setEffectiveFrom(LocalDate.ofEpochDay(from))
                .setAmount(new BigDecimal(amount))
                .build();
    }

    private static Consumer<Restaurant.Builder> settings(Consumer<MenuSettings.Builder> change) {
        return restaurant -> {
            MenuSettings.Builder settings = settings();
            change.accept(settings);
            restaurant.setSettings(settings.build());
        };
    }

    private static Consumer<Restaurant.Builder> prices(Consumer<PriceSettings.Builder> change) {
        return settings(settings -> {
            PriceSettings.Builder prices = PriceSettings.newBuilder();
            change.accept(prices);
            settings.setPrices(prices.build());
        });
    }

    private static Arguments wrong(Consumer<Restaurant.Builder> change, String message) {
        return arguments(change, message);
    }

    private static Arguments wrongItem(Consumer<MenuItem.Builder> change, String message) {
        return arguments(change, message);
    }
}
