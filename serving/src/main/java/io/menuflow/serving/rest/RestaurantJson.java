package io.menuflow.serving.rest;

import io.menuflow.models.check.Ids;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.DaypartPeriod;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.QuadrantMethod;
import io.menuflow.schemas.avro.QuadrantScope;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.SoldOutWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Restaurants and menu items as JSON tells and hears them. */
final class RestaurantJson {

    private static final int MINUTES_PER_HOUR = 60;
    private static final int MAX_AMOUNTS = 1_000;
    private static final int MAX_WINDOWS = 1_000;

    private RestaurantJson() {}

    /** A part of the day, {@code HH:mm}. */
    record DaypartView(String name, String start, String end) {}

    /** A calendar period. */
    record PeriodView(
            LocalDate effectiveFrom,
            String zone,
            String cutOff,
            boolean pricesIncludeTax,
            List<DaypartView> dayparts) {}

    /** How the menu is judged. */
    record SettingsView(
            String method,
            BigDecimal popularityFactor,
            String scope,
            int newItemDays,
            int lowEvidenceUnits,
            BigDecimal settleBand,
            TreeMap<String, BigDecimal> estimatedCostPct,
            PriceSettingsJson.PricesView prices) {}

    /** A restaurant; zone and so on are the last period's. */
    record RestaurantView(
            String restaurantId,
            String name,
            @Nullable String group,
            String currency,
            String zone,
            String cutOff,
            boolean pricesIncludeTax,
            List<DaypartView> dayparts,
            List<PeriodView> calendars,
            SettingsView settings,
            Instant updatedAt) {}

    /** An amount and the business day from which it holds; null: always. */
    record AmountView(@Nullable LocalDate effectiveFrom, BigDecimal amount) {}

    /** A time in which an item was sold out; without an end until further notice. */
    record WindowView(Instant from, @Nullable Instant until) {}

    /** A listed item; price and food cost are those in force today. */
    record ItemView(
            String itemId,
            String name,
            @Nullable String category,
            @Nullable String variantOf,
            @Nullable String mergedInto,
            @Nullable String sharedItemId,
            @Nullable BigDecimal price,
            @Nullable BigDecimal foodCost,
            List<AmountView> prices,
            List<AmountView> foodCosts,
            @Nullable Integer prepTimeMinutes,
            @Nullable LocalDate availableFrom,
            @Nullable LocalDate availableUntil,
            boolean active,
            List<WindowView> unavailable,
            TreeMap<String, String> metadata,
            Instant updatedAt) {}

    static RestaurantView view(Restaurant restaurant) {
        List<PeriodView> periods =
                restaurant.getCalendars().stream().map(RestaurantJson::period).toList();
        PeriodView last = periods.get(periods.size() - 1);
        return new RestaurantView(
                restaurant.getRestaurantId(),
                restaurant.getName(),
                restaurant.getGroup(),
                restaurant.getCurrency(),
                last.zone(),
                last.cutOff(),
                last.pricesIncludeTax(),
                last.dayparts(),
                periods,
                settings(restaurant.getSettings()),
                restaurant.getUpdatedAt());
    }

    /** @param today of the restaurant */
    static ItemView view(MenuItem item, LocalDate today) {
        List<AmountView> prices =
                item.getPrices().stream().map(RestaurantJson::amount).toList();
        List<AmountView> costs =
                item.getFoodCosts().stream().map(RestaurantJson::amount).toList();
        return new ItemView(
                item.getItemId(),
                item.getName(),
                item.getCategory(),
                item.getVariantOf(),
                item.getMergedInto(),
                item.getSharedItemId(),
                inForce(item.getPrices(), today),
                inForce(item.getFoodCosts(), today),
                prices,
                costs,
                item.getPrepTimeMinutes(),
                item.getAvailableFrom(),
                item.getAvailableUntil(),
                item.getActive(),
                item.getUnavailable().stream()
                        .map(window -> new WindowView(window.getFrom(), window.getUntil()))
                        .toList(),
                new TreeMap<>(item.getMetadata()),
                item.getUpdatedAt());
    }

    /**
     * Reads a restaurant. A calendar that differs from the one in force becomes a new period from {@code
     * effective_from}, or the day after {@code latestDay} when there were sales.
     */
    static Restaurant read(
            JsonFields fields, String id, @Nullable Restaurant before, @Nullable LocalDate latestDay, Instant now) {
        CalendarPeriod last = before == null
                ? null
                : before.getCalendars().get(before.getCalendars().size() - 1);
        LocalDate from = fields.optionalDate("effective_from");
        CalendarPeriod period = CalendarPeriod.newBuilder()
                .setEffectiveFrom(last == null ? LocalDate.EPOCH : last.getEffectiveFrom())
                .setZone(last == null ? fields.text("zone") : fields.text("zone", last.getZone()))
                .setCutOffMinutes(fields.time("cut_off", last == null ? "00:00" : clock(last.getCutOffMinutes())))
                .setPricesIncludeTax(fields.bool("prices_include_tax", last != null && last.getPricesIncludeTax()))
                .setDayparts(
                        last != null && !fields.has("dayparts")
                                ? last.getDayparts()
                                : fields.list("dayparts", 15, RestaurantJson::daypart))
                .build();
        List<CalendarPeriod> periods = new ArrayList<>();
        if (last == null || before == null || latestDay == null) {
            periods.add(CalendarPeriod.newBuilder(period)
                    .setEffectiveFrom(LocalDate.EPOCH)
                    .build());
        } else {
            periods.addAll(before.getCalendars());
            if (!period.equals(last)) {
                LocalDate start = from == null ? latestDay.plusDays(1) : from;
                periods.removeIf(later -> !later.getEffectiveFrom().isBefore(start));
                periods.add(CalendarPeriod.newBuilder(period)
                        .setEffectiveFrom(start)
                        .build());
            }
        }
        MenuSettings settings = before == null ? MenuSettings.newBuilder().build() : before.getSettings();
        JsonFields given = fields.optionalObject("settings");
        Restaurant restaurant = Restaurant.newBuilder()
                .setRestaurantId(id)
                .setName(fields.text("name"))
                .setGroup(group(fields, before))
                .setCurrency(before == null ? fields.text("currency") : fields.text("currency", before.getCurrency()))
                .setCalendars(periods)
                .setSettings(given == null ? settings : settings(given, settings))
                .setUpdatedAt(now)
                .build();
        fields.rejectUnknown();
        return restaurant;
    }

    /**
     * Reads an item. A plain price or cost holds always when none is in force, and from {@code today} when another one is;
     * lists of dated amounts and of windows replace what was there.
     */
    static MenuItem read(
            JsonFields fields, String restaurant, String id, @Nullable MenuItem before, LocalDate today, Instant now) {
        MenuItem item = MenuItem.newBuilder()
                .setRestaurantId(restaurant)
                .setItemId(id)
                .setName(fields.text("name", before == null ? id : before.getName()))
                .setCategory(fields.optionalText("category"))
                .setVariantOf(fields.optionalText("variant_of"))
                .setMergedInto(fields.optionalText("merged_into"))
                .setSharedItemId(sharedItem(fields))
                .setPrices(amounts(fields, "price", "prices", before == null ? List.of() : before.getPrices(), today))
                .setFoodCosts(amounts(
                        fields, "food_cost", "food_costs", before == null ? List.of() : before.getFoodCosts(), today))
                .setPrepTimeMinutes(fields.optionalInt(
                        "prep_time_minutes", Writing.mostPrepTime(before == null ? null : before.getPrepTimeMinutes())))
                .setAvailableFrom(fields.optionalDate("available_from"))
                .setAvailableUntil(fields.optionalDate("available_until"))
                .setActive(fields.bool("active", true))
                .setUnavailable(
                        before != null && !fields.has("unavailable")
                                ? before.getUnavailable()
                                : fields.list("unavailable", MAX_WINDOWS, RestaurantJson::window))
                .setMetadata(metadata(fields, before))
                .setUpdatedAt(now)
                .setImported(before == null ? null : before.getImported())
                .build();
        fields.rejectUnknown();
        return item;
    }

    private static Map<String, String> metadata(JsonFields fields, @Nullable MenuItem before) {
        Map<String, String> metadata = fields.texts("metadata", 100);
        metadata.keySet().forEach(key -> {
            String fault = Writing.keyFault(key, before == null ? null : before.getMetadata());
            if (fault != null) {
                fields.wrong("metadata." + key, fault);
            }
        });
        return metadata;
    }

    /** One that was told before may be told again, whatever it is. */
    private static @Nullable String group(JsonFields fields, @Nullable Restaurant before) {
        String group = fields.optionalText("group");
        boolean known = before != null && Objects.equals(group, before.getGroup());
        if (group != null && !known && (group.isEmpty() || !Writing.isTrim(group))) {
            fields.wrong("group", "must be a name, or left out; it " + Writing.TRIM_RULE);
        }
        return group;
    }

    private static @Nullable String sharedItem(JsonFields fields) {
        String id = fields.optionalText("shared_item_id");
        if (id != null && !Ids.isListable(id)) {
            fields.wrong("shared_item_id", Ids.ITEM_RULE);
        }
        return id;
    }

    private static SoldOutWindow window(JsonFields fields) {
        Instant until = fields.optionalInstant("until");
        return SoldOutWindow.newBuilder()
                .setFrom(fields.instant("from").truncatedTo(ChronoUnit.MILLIS))
                .setUntil(until == null ? null : until.truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static List<DatedAmount> amounts(
            JsonFields fields, String plain, String dated, List<DatedAmount> before, LocalDate today) {
        if (fields.has(dated)) {
            if (fields.has(plain)) {
                fields.wrong(plain, "and " + dated + " exclude each other");
            }
            return fields.list(dated, MAX_AMOUNTS, entry -> {
                LocalDate from = entry.optionalDate("effective_from");
                return amount(from == null ? LocalDate.EPOCH : from, entry.decimal("amount", null), entry, "amount");
            });
        }
        BigDecimal amount = fields.optionalDecimal(plain);
        if (amount == null) {
            return before;
        }
        return Amounts.changed(before, fitting(amount, fields, plain), today);
    }

    private static DatedAmount amount(LocalDate from, BigDecimal amount, JsonFields fields, String field) {
        return Amounts.of(from, fitting(amount, fields, field));
    }

    private static BigDecimal fitting(BigDecimal amount, JsonFields fields, String field) {
        if (Amounts.isAmount(amount)) {
            return amount;
        }
        fields.wrong(field, Amounts.RULE);
        return BigDecimal.ZERO;
    }

    private static @Nullable BigDecimal inForce(List<DatedAmount> amounts, LocalDate today) {
        DatedAmount inForce = Amounts.inForce(amounts, today);
        return inForce == null ? null : Numbers.money(inForce.getAmount(), 2);
    }

    private static AmountView amount(DatedAmount amount) {
        boolean always = amount.getEffectiveFrom().equals(LocalDate.EPOCH);
        return new AmountView(always ? null : amount.getEffectiveFrom(), Numbers.money(amount.getAmount(), 2));
    }

    private static PeriodView period(CalendarPeriod period) {
        return new PeriodView(
                period.getEffectiveFrom(),
                period.getZone(),
                clock(period.getCutOffMinutes()),
                period.getPricesIncludeTax(),
                period.getDayparts().stream()
                        .map(part -> new DaypartView(
                                part.getName(), clock(part.getStartMinute()), clock(part.getEndMinute())))
                        .toList());
    }

    private static DaypartPeriod daypart(JsonFields fields) {
        return DaypartPeriod.newBuilder()
                .setName(fields.text("name"))
                .setStartMinute(fields.time("start"))
                .setEndMinute(fields.time("end"))
                .build();
    }

    private static SettingsView settings(MenuSettings settings) {
        TreeMap<String, BigDecimal> estimated = new TreeMap<>();
        settings.getEstimatedCostPct().forEach((category, value) -> estimated.put(category, new BigDecimal(value)));
        return new SettingsView(
                Numbers.name(settings.getMethod()),
                new BigDecimal(settings.getPopularityFactor()),
                Numbers.name(settings.getScope()),
                settings.getNewItemDays(),
                settings.getLowEvidenceUnits(),
                new BigDecimal(settings.getSettleBand()),
                estimated,
                PriceSettingsJson.view(settings.getPrices()));
    }

    private static MenuSettings settings(JsonFields fields, MenuSettings before) {
        BigDecimal factor = fields.decimal("popularity_factor", new BigDecimal(before.getPopularityFactor()));
        BigDecimal band = fields.decimal("settle_band", new BigDecimal(before.getSettleBand()));
        JsonFields prices = fields.optionalObject("prices");
        MenuSettings settings = MenuSettings.newBuilder()
                .setMethod(fields.choice("method", QuadrantMethod.class, before.getMethod(), Numbers::name))
                .setPopularityFactor(factor.toPlainString())
                .setScope(fields.choice("scope", QuadrantScope.class, before.getScope(), Numbers::name))
                .setNewItemDays(fields.whole("new_item_days", before.getNewItemDays(), 0, 10_000))
                .setLowEvidenceUnits(fields.whole("low_evidence_units", before.getLowEvidenceUnits(), 0, 1_000_000))
                .setSettleBand(band.toPlainString())
                .setEstimatedCostPct(
                        fields.has("estimated_cost_pct")
                                ? fields.texts("estimated_cost_pct", 1_000)
                                : before.getEstimatedCostPct())
                .setPrices(prices == null ? before.getPrices() : PriceSettingsJson.read(prices, before.getPrices()))
                .build();
        fields.rejectUnknown();
        return settings;
    }

    private static String clock(int minutes) {
        return String.format(
                java.util.Locale.ROOT, "%02d:%02d", minutes / MINUTES_PER_HOUR % 24, minutes % MINUTES_PER_HOUR);
    }
}
