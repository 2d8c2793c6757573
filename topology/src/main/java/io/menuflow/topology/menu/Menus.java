package io.menuflow.topology.menu;

import io.menuflow.models.check.Ids;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.money.Fixed;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
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
    public List<ListedItem> of(String restaurant) {
        return published(restaurant).stream().map(Menus::listed).toList();
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
     * @throws IllegalArgumentException naming the field and what is wrong with it
     */
    public static ListedItem listed(MenuItem item) {
        if (!Ids.isId(item.getItemId())) {
            throw new IllegalArgumentException(
                    "item_id must be 1 to " + Ids.MAX_BYTES + " bytes without control characters");
        }
        if (item.getName().isBlank() || !Ids.isText(item.getName(), MAX_NAME_BYTES)) {
            throw new IllegalArgumentException(
                    "name must be 1 to " + MAX_NAME_BYTES + " bytes without control characters");
        }
        if (item.getCategory() != null && !Ids.isText(item.getCategory(), MAX_NAME_BYTES)) {
            throw new IllegalArgumentException(
                    "category must be at most " + MAX_NAME_BYTES + " bytes without control characters");
        }
        if (item.getPrepTimeMinutes() != null && item.getPrepTimeMinutes() < 0) {
            throw new IllegalArgumentException("prep_time_minutes must not be negative");
        }
        if (item.getAvailableFrom() != null
                && item.getAvailableUntil() != null
                && item.getAvailableUntil().isBefore(item.getAvailableFrom())) {
            throw new IllegalArgumentException("available_until must not be before available_from");
        }
        return new ListedItem(
                item.getItemId(),
                item.getName(),
                item.getCategory(),
                amounts("prices", item.getPrices()),
                amounts("food_costs", item.getFoodCosts()),
                day(item.getAvailableFrom()),
                day(item.getAvailableUntil()),
                item.getActive());
    }

    private static DatedAmounts amounts(String field, List<DatedAmount> published) {
        if (published.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(field + " may have at most " + MAX_ENTRIES + " entries");
        }
        List<DatedAmounts.Entry> entries = new ArrayList<>(published.size());
        int previous = Integer.MIN_VALUE;
        for (DatedAmount amount : published) {
            int from = (int) amount.getEffectiveFrom().toEpochDay();
            if (!entries.isEmpty() && from <= previous) {
                throw new IllegalArgumentException(field + " must ascend by effective_from");
            }
            if (amount.getAmount().signum() < 0 || amount.getAmount().compareTo(MAX_AMOUNT) > 0) {
                throw new IllegalArgumentException(field + " must be 0 to " + MAX_AMOUNT);
            }
            previous = from;
            entries.add(new DatedAmounts.Entry(from, Fixed.money(amount.getAmount())));
        }
        return new DatedAmounts(entries);
    }

    private static @Nullable Integer day(@Nullable LocalDate date) {
        return date == null ? null : (Integer) (int) date.toEpochDay();
    }
}
