package io.menuflow.topology.menu;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.check.Ids;
import io.menuflow.models.menu.Aliases;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.money.Fixed;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.topology.menu.FaultyRecordException.Faults;
import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.RowSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** The listed items of restaurants, as published. */
public final class Menus {

    private static final BigDecimal MAX_AMOUNT = BigDecimal.valueOf(1_000_000_000);
    private static final int MAX_NAME_BYTES = 512;
    private static final int MAX_ENTRIES = 1_000;

    private final RowSource rows;
    private final Serde<MenuItem> serde;

    /** Over rows of published records. */
    public Menus(RowSource rows, Serde<MenuItem> serde) {
        this.rows = rows;
        this.serde = serde;
    }

    /** The key of an item's row. */
    public static byte[] key(String restaurant, String item) {
        return Key.of(restaurant).text(item);
    }

    /** Every listed item, ascending by id. */
    public List<ListedItem> of(RestaurantProfile restaurant) {
        return published(restaurant.id()).stream()
                .map(item -> listed(item, restaurant.calendar()))
                .toList();
    }

    /** Which items count for others. */
    public Aliases aliases(RestaurantProfile restaurant) {
        return Aliases.of(of(restaurant));
    }

    /** The item that {@code id} counts for, by the rule of {@link Aliases}; null when it counts for itself. */
    public @Nullable String target(RestaurantProfile restaurant, String id) {
        MenuItem item = published(restaurant.id(), id);
        MenuItem other =
                item == null || item.getMergedInto() == null ? null : published(restaurant.id(), item.getMergedInto());
        if (item == null || other == null) {
            return null;
        }
        Aliases two = Aliases.of(List.of(listed(item, restaurant.calendar()), listed(other, restaurant.calendar())));
        return two.isAlias(id) ? two.target(id) : null;
    }

    /** Every listed item as published, ascending by id. */
    public List<MenuItem> published(String restaurant) {
        List<MenuItem> items = new ArrayList<>();
        rows.scan(
                Key.of(restaurant).toBytes(),
                Key.after(restaurant),
                (key, row) ->
                        items.add(Objects.requireNonNull(serde.deserializer().deserialize("", row))));
        return items;
    }

    /** One item as published, or null. */
    public @Nullable MenuItem published(String restaurant, String item) {
        return serde.deserializer().deserialize("", rows.get(key(restaurant, item)));
    }

    /**
     * What a published record says.
     *
     * @param calendar of its restaurant
     * @throws FaultyRecordException naming each wrong field and what is wrong with it
     */
    public static ListedItem listed(MenuItem item, BusinessCalendar calendar) {
        checked(item);
        return new ListedItem(
                item.getItemId(),
                item.getName(),
                item.getCategory(),
                amounts(item.getPrices()),
                amounts(item.getFoodCosts()),
                day(item.getAvailableFrom()),
                day(item.getAvailableUntil()),
                item.getActive(),
                SoldOutDays.of(item.getUnavailable(), calendar),
                item.getMergedInto());
    }

    /**
     * A published record that can be what it says.
     *
     * @throws FaultyRecordException naming each wrong field and what is wrong with it
     */
    public static MenuItem checked(MenuItem item) {
        Faults faults = new Faults();
        String name = item.getName();
        String category = item.getCategory();
        LocalDate from = item.getAvailableFrom();
        LocalDate until = item.getAvailableUntil();
        faults.unless(Ids.isListable(item.getItemId()), "item_id", Ids.ITEM_RULE);
        faults.unless(
                !name.isBlank() && Ids.isText(name, MAX_NAME_BYTES),
                "name",
                "must be 1 to " + MAX_NAME_BYTES + " bytes without control characters, and not blank");
        faults.unless(
                category == null || Ids.isText(category, MAX_NAME_BYTES),
                "category",
                "must be at most " + MAX_NAME_BYTES + " bytes without control characters");
        faults.unless(
                item.getPrepTimeMinutes() == null || item.getPrepTimeMinutes() >= 0,
                "prep_time_minutes",
                "must not be negative");
        faults.unless(
                from == null || until == null || !until.isBefore(from),
                "available_until",
                "must not be before available_from");
        check(faults, "prices", item.getPrices());
        check(faults, "food_costs", item.getFoodCosts());
        SoldOutDays.check(faults, item.getUnavailable());
        faults.raise();
        return item;
    }

    private static void check(Faults faults, String field, List<DatedAmount> published) {
        faults.unless(published.size() <= MAX_ENTRIES, field, "may have at most " + MAX_ENTRIES + " entries");
        for (int i = 0; i < Math.min(published.size(), MAX_ENTRIES); i++) {
            DatedAmount entry = published.get(i);
            String at = field + "[" + i + "].";
            faults.unless(
                    i == 0 || published.get(i - 1).getEffectiveFrom().isBefore(entry.getEffectiveFrom()),
                    at + "effective_from",
                    "must be after the one before it");
            faults.unless(
                    entry.getAmount().signum() >= 0 && entry.getAmount().compareTo(MAX_AMOUNT) <= 0,
                    at + "amount",
                    "must be 0 to " + MAX_AMOUNT);
        }
    }

    private static DatedAmounts amounts(List<DatedAmount> published) {
        return new DatedAmounts(published.stream()
                .map(entry -> new DatedAmounts.Entry(
                        (int) entry.getEffectiveFrom().toEpochDay(), Fixed.money(entry.getAmount())))
                .toList());
    }

    private static @Nullable Integer day(@Nullable LocalDate date) {
        return date == null ? null : (Integer) (int) date.toEpochDay();
    }
}
