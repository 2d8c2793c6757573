package io.menuflow.serving.rest;

import io.menuflow.models.check.Ids;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.serving.rest.Problem.FieldError;
import io.menuflow.topology.menu.FaultyRecordException;
import io.menuflow.topology.menu.Menus;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a line of a file makes of an item. Blank cells leave it as it is, and so does what files have no column for. */
final class ItemLine {

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,10}");
    private static final int MAX_METADATA = 100;

    private final Map<String, String> cells;
    private final List<FieldError> errors;

    private ItemLine(MenuFile.Line line) {
        this.cells = line.cells();
        this.errors = new ArrayList<>(line.errors());
    }

    /**
     * An item after a line.
     *
     * @param item null when there are errors
     */
    record Read(@Nullable MenuItem item, List<FieldError> errors) {}

    /** The id that a line is about; empty when it names none that a menu can have. */
    static String id(MenuFile.Line line) {
        String id = line.cells().getOrDefault("item_id", "");
        return Ids.isListable(id) ? id : "";
    }

    /**
     * What a line with an id makes of an item.
     *
     * @param before as it is, or null when the menu does not list it
     * @param today of the restaurant, from which an amount without a date holds
     */
    static Read read(MenuFile.Line line, String restaurant, @Nullable MenuItem before, LocalDate today) {
        return new ItemLine(line).read(restaurant, id(line), before, today);
    }

    private Read read(String restaurant, String id, @Nullable MenuItem before, LocalDate today) {
        MenuItem.Builder item = before != null
                ? MenuItem.newBuilder(before)
                : MenuItem.newBuilder()
                        .setRestaurantId(restaurant)
                        .setItemId(id)
                        .setName(id)
                        .setPrices(List.of())
                        .setFoodCosts(List.of())
                        .setMetadata(Map.of())
                        .setUpdatedAt(Instant.EPOCH);
        unless(before != null || Writing.isTrim(id), "item_id", Writing.TRIM_RULE);
        text("name", item::setName);
        text("category", item::setCategory);
        text("variant_of", item::setVariantOf);
        text("merged_into", item::setMergedInto);
        text("shared_item_id", shared -> {
            unless(Ids.isListable(shared), "shared_item_id", Ids.ITEM_RULE);
            item.setSharedItemId(shared);
        });
        item.setPrices(amounts("price", item.getPrices(), today));
        item.setFoodCosts(amounts("food_cost", item.getFoodCosts(), today));
        text("prep_time_minutes", minutes -> {
            int most = Writing.mostPrepTime(item.getPrepTimeMinutes());
            boolean right = WHOLE.matcher(minutes).matches() && Long.parseLong(minutes) <= most;
            unless(
                    right,
                    "prep_time_minutes",
                    "must be a whole number of minutes up to " + most + ", not '" + minutes + "'");
            item.setPrepTimeMinutes(right ? Integer.valueOf(minutes) : null);
        });
        date("available_from", item::setAvailableFrom);
        date("available_until", item::setAvailableUntil);
        text("active", active -> item.setActive(bool(active)));
        item.setMetadata(metadata(item.getMetadata() == null ? Map.of() : item.getMetadata()));
        MenuItem after = item.build();
        if (errors.isEmpty()) {
            validate(after);
        }
        return new Read(errors.isEmpty() ? after : null, errors);
    }

    private void validate(MenuItem item) {
        try {
            Menus.checked(item);
        } catch (FaultyRecordException e) {
            e.faults().forEach(fault -> errors.add(new FieldError(fault.field(), fault.message())));
        }
    }

    private void unless(boolean right, String field, String message) {
        if (!right) {
            errors.add(new FieldError(field, message));
        }
    }

    private void text(String column, Consumer<String> setter) {
        String cell = cells.get(column);
        if (cell != null) {
            setter.accept(cell);
        }
    }

    private void date(String column, Consumer<LocalDate> setter) {
        LocalDate date = date(column);
        if (date != null) {
            setter.accept(date);
        }
    }

    private @Nullable LocalDate date(String column) {
        String cell = cells.get(column);
        if (cell == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(cell);
            if (JsonFields.isBelievable(date.getYear())) {
                return date;
            }
        } catch (DateTimeException e) {
            // said below
        }
        errors.add(new FieldError(column, "must be a date " + JsonFields.DATES + ", not '" + cell + "'"));
        return null;
    }

    /** What a cell of {@code active} says that is one. */
    static boolean isTrue(String cell) {
        return Set.of("true", "yes", "1").contains(cell.toLowerCase(Locale.ROOT));
    }

    private boolean bool(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> {
                errors.add(new FieldError("active", "must be true or false, not '" + cell + "'"));
                yield true;
            }
        };
    }

    private List<DatedAmount> amounts(String column, List<DatedAmount> before, LocalDate today) {
        String cell = cells.get(column);
        boolean always = MenuCsv.ALWAYS.equalsIgnoreCase(cells.get(column + "_from"));
        LocalDate from = always ? LocalDate.EPOCH : date(column + "_from");
        if (cell == null) {
            unless(from == null, column, "is needed where " + column + "_from is given");
            return before;
        }
        if (cell.indexOf(',') >= 0) {
            errors.add(new FieldError(
                    column,
                    "is '" + cell
                            + "': write it with a point, such as 9.50; a comma could mean decimals or thousands"));
            return before;
        }
        BigDecimal amount = AMOUNT.matcher(cell).matches() ? new BigDecimal(cell) : BigDecimal.valueOf(-1);
        if (!Amounts.isAmount(amount)) {
            errors.add(new FieldError(column, Amounts.RULE + ", without a currency's sign, not '" + cell + "'"));
            return before;
        }
        return from == null ? Amounts.changed(before, amount, today) : Amounts.changed(before, from, amount);
    }

    private Map<String, String> metadata(Map<String, String> before) {
        Map<String, String> after = new HashMap<>(before);
        cells.forEach((column, cell) -> {
            if (column.startsWith(MenuCsv.METADATA)) {
                String key = column.substring(MenuCsv.METADATA.length());
                String fault = Writing.keyFault(key, before);
                unless(fault == null, column, String.valueOf(fault));
                after.put(key, cell);
            }
        });
        unless(after.size() <= MAX_METADATA, "metadata", "may have at most " + MAX_METADATA + " keys");
        return after;
    }
}
