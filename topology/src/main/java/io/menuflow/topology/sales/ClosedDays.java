package io.menuflow.topology.sales;

import io.menuflow.models.sales.AtPrice;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.MonthRow;
import io.menuflow.models.sales.Tally;
import io.menuflow.topology.store.Rows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to be told of a restaurant's closed days, a slice of marks after the other. Reads the sums as they are: what
 * was marked says where to look, never what to say.
 */
public final class ClosedDays {

    /** Days of one month whose rows are read together. */
    private static final int DAYS_A_SLICE = 7;

    private static final int MARKS_A_SLICE = 1_000;

    private final Rows sales;
    private final String restaurant;

    private ClosedDays(Rows sales, String restaurant) {
        this.sales = sales;
        this.restaurant = restaurant;
    }

    /**
     * What one slice of marks is about.
     *
     * @param days what each item sold on each day, by day, then item; one without cells is to be taken back
     */
    public record Slice(List<DayMark> marks, Map<Integer, Map<String, ItemDay>> days) {}

    /** What an item sold on a day, and at which list prices. */
    public record ItemDay(ItemDays cells, List<AtPrice> prices) {}

    private static final class Sold {
        final ItemDays.Builder cells = new ItemDays.Builder();
        final List<AtPrice> prices = new ArrayList<>();
    }

    /** The first slice of what is marked; without marks when nothing is. */
    public static Slice next(Rows sales, String restaurant) {
        return new ClosedDays(sales, restaurant).next();
    }

    private Slice next() {
        List<DayMark> marks = DayMark.first(sales, restaurant, MARKS_A_SLICE);
        if (!marks.isEmpty() && marks.get(0).isOfAll()) {
            spread(marks.get(0));
            marks = DayMark.first(sales, restaurant, MARKS_A_SLICE);
        }
        List<DayMark> slice = new ArrayList<>();
        Map<Integer, Map<String, Sold>> days = new TreeMap<>();
        Set<Integer> whole = new HashSet<>();
        for (DayMark mark : marks) {
            if (mark.month() != marks.get(0).month()
                    || (days.size() == DAYS_A_SLICE && !days.containsKey(mark.day()))) {
                break;
            }
            slice.add(mark);
            Map<String, Sold> items = days.computeIfAbsent(mark.day(), day -> new TreeMap<>());
            if (mark.isWhole()) {
                whole.add(mark.day());
            } else {
                items.put(mark.item(), new Sold());
            }
        }
        read(days, whole);
        Map<Integer, Map<String, ItemDay>> built = new TreeMap<>();
        days.forEach((day, items) -> {
            Map<String, ItemDay> builtItems = new TreeMap<>();
            items.forEach((item, sold) -> builtItems.put(item, new ItemDay(sold.cells.build(), sold.prices)));
            built.put(day, builtItems);
        });
        return new Slice(slice, built);
    }

    private void read(Map<Integer, Map<String, Sold>> days, Set<Integer> whole) {
        if (days.isEmpty()) {
            return;
        }
        int month = SalesKeys.monthOf(days.keySet().iterator().next());
        int monthStart = SalesKeys.day(month, 1) - 1;
        if (whole.isEmpty()) {
            Set<String> items = new HashSet<>();
            days.values().forEach(some -> items.addAll(some.keySet()));
            items.forEach(item -> add(
                    days,
                    whole,
                    monthStart,
                    item,
                    MonthRow.of(sales.get(SalesKeys.Place.ofItem(month, item).key(restaurant)))));
        } else {
            sales.scan(
                    SalesKeys.itemsFrom(restaurant, month),
                    SalesKeys.itemsTo(restaurant, month),
                    (key, row) ->
                            add(days, whole, monthStart, SalesKeys.Place.of(key).of(), MonthRow.of(row)));
        }
    }

    private static void add(
            Map<Integer, Map<String, Sold>> days, Set<Integer> whole, int monthStart, String item, MonthRow row) {
        row.forEach((dayOfMonth, slot, tally) -> add(days, whole, monthStart + dayOfMonth, item, slot, tally));
        row.forEachPrice((dayOfMonth, price, units) -> {
            Map<String, Sold> items = days.get(monthStart + dayOfMonth);
            Sold sold = items == null ? null : items.get(item);
            if (sold != null) {
                sold.prices.add(new AtPrice(price, units));
            }
        });
    }

    private static void add(
            Map<Integer, Map<String, Sold>> days, Set<Integer> whole, int day, String item, int slot, Tally tally) {
        Map<String, Sold> items = days.get(day);
        if (items != null && whole.contains(day)) {
            items.computeIfAbsent(item, added -> new Sold());
        }
        Sold sold = items == null ? null : items.get(item);
        if (sold != null) {
            sold.cells.add(day, slot, tally);
        }
    }

    /** Puts a mark on every closed day there is in place of the one for all of them. */
    private void spread(DayMark ofAll) {
        Latest latest = Latest.of(sales, restaurant);
        Rows.Batch batch = new Rows.Batch();
        if (latest != null) {
            Set<Integer> days = new HashSet<>();
            sales.scan(
                    SalesKeys.monthFrom(restaurant, 0),
                    SalesKeys.monthTo(restaurant, SalesKeys.monthOf(latest.day())),
                    (key, row) -> {
                        SalesKeys.Place place = SalesKeys.Place.of(key);
                        int monthStart = SalesKeys.day(place.month(), 1) - 1;
                        if (place.kind() == SalesKeys.ITEM) {
                            MonthRow.of(row).forEach((dayOfMonth, slot, tally) -> days.add(monthStart + dayOfMonth));
                        }
                    });
            days.stream().filter(day -> day < latest.day()).forEach(day -> DayMark.of(restaurant, day)
                    .set(batch));
        }
        ofAll.delete(batch);
        sales.write(batch);
    }
}
