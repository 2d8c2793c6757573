package io.menuflow.serving.rest;

import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A menu as CSV: what {@link MenuFile} reads back. One row an item with the amounts it has now; with its history also a row
 * for each earlier one, dated.
 */
final class MenuCsv {

    /** Columns in the order they are written, {@code metadata.} and a key for more. */
    static final List<String> COLUMNS = List.of(
            "item_id",
            "name",
            "category",
            "variant_of",
            "merged_into",
            "shared_item_id",
            "price",
            "price_from",
            "food_cost",
            "food_cost_from",
            "prep_time_minutes",
            "available_from",
            "available_until",
            "active");

    /** What the columns of metadata begin with. */
    static final String METADATA = "metadata.";

    /** The date of an amount that holds from the beginning. */
    static final String ALWAYS = "always";

    private final List<MenuItem> items;
    private final boolean history;
    private final LocalDate today;
    private final Set<String> metadata = new TreeSet<>();

    /**
     * Of items of a menu.
     *
     * @param history whether all amounts are told with their dates, not only those in force without
     * @param today of the restaurant
     */
    MenuCsv(List<MenuItem> items, boolean history, LocalDate today) {
        this.items = items;
        this.today = today;
        this.history = history;
        items.forEach(item -> metadata.addAll(item.getMetadata().keySet()));
        metadata.remove(""); // no column can be named so; nobody but another producer can have written it
    }

    List<String> header() {
        return Stream.concat(COLUMNS.stream(), metadata.stream().map(key -> Csv.safe(METADATA + key)))
                .toList();
    }

    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (MenuItem item : items) {
            int several = Math.max(item.getPrices().size(), item.getFoodCosts().size());
            rows.add(row(item, history ? 0 : null));
            for (int entry = 1; history && entry < several; entry++) {
                rows.add(later(item, entry));
            }
        }
        return rows;
    }

    /** Whether {@link MenuFile} takes it as one file. */
    boolean fits() {
        List<List<String>> rows = rows();
        int bytes = Csv.text(header(), rows).getBytes(StandardCharsets.UTF_8).length;
        return MenuFile.takes(header().size(), rows.size(), bytes);
    }

    private List<String> row(MenuItem item, @Nullable Integer entry) {
        List<String> row = new ArrayList<>();
        row.add(Csv.safe(item.getItemId()));
        row.add(Csv.safe(item.getName()));
        Stream.of(item.getCategory(), item.getVariantOf(), item.getMergedInto(), item.getSharedItemId())
                .forEach(text -> row.add(text == null ? "" : Csv.safe(text)));
        amount(row, item.getPrices(), entry);
        amount(row, item.getFoodCosts(), entry);
        Stream.of(item.getPrepTimeMinutes(), item.getAvailableFrom(), item.getAvailableUntil())
                .forEach(value -> row.add(value == null ? "" : value.toString()));
        row.add(Boolean.toString(item.getActive()));
        metadata.forEach(key -> row.add(Csv.safe(item.getMetadata().getOrDefault(key, ""))));
        return row;
    }

    private List<String> later(MenuItem item, int entry) {
        List<String> row = new ArrayList<>(Collections.nCopies(COLUMNS.size() + metadata.size(), ""));
        row.set(0, Csv.safe(item.getItemId()));
        List<String> amounts = new ArrayList<>();
        amount(amounts, item.getPrices(), entry);
        amount(amounts, item.getFoodCosts(), entry);
        for (int i = 0; i < amounts.size(); i++) {
            row.set(COLUMNS.indexOf("price") + i, amounts.get(i));
        }
        return row;
    }

    /** The entry, or the one in force without its date for null. */
    private void amount(List<String> row, List<DatedAmount> amounts, @Nullable Integer entry) {
        DatedAmount amount =
                entry == null ? Amounts.inForce(amounts, today) : entry < amounts.size() ? amounts.get(entry) : null;
        row.add(amount == null ? "" : Numbers.money(amount.getAmount(), 2).toPlainString());
        row.add(amount == null || entry == null ? "" : from(amount));
    }

    private static String from(DatedAmount amount) {
        LocalDate from = amount.getEffectiveFrom();
        return from.equals(LocalDate.EPOCH) ? ALWAYS : from.toString();
    }
}
