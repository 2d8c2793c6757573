package io.menuflow.models.features;

import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item of a history to test with: what it sold, as one reads it; listed only when it is given a price or a cost. */
public final class SoldItem {

    private record Cell(int day, int slot, Tally tally) {}

    private final String id;
    private final List<Cell> cells = new ArrayList<>();
    private final List<DatedAmounts.Entry> prices = new ArrayList<>();
    private final List<DatedAmounts.Entry> costs = new ArrayList<>();
    private @Nullable String category;
    private int firstSold = MenuHistory.NEVER;
    private boolean listed;

    private SoldItem(String id) {
        this.id = id;
    }

    public static SoldItem item(String id) {
        return new SoldItem(id);
    }

    public SoldItem category(String name) {
        category = name;
        return this;
    }

    public SoldItem price(int from, double amount) {
        listed = true;
        prices.add(new DatedAmounts.Entry(from, Math.round(amount * 10_000)));
        return this;
    }

    public SoldItem cost(int from, double amount) {
        listed = true;
        costs.add(new DatedAmounts.Entry(from, Math.round(amount * 10_000)));
        return this;
    }

    /** First sold on a day that is not among those told. */
    public SoldItem since(int day) {
        firstSold = day;
        return this;
    }

    /** So many orders of one unit, dine in, in no daypart. */
    public SoldItem sold(int day, int units, double revenue) {
        return sold(day, Slot.ofDaypart(OrderType.DINE_IN, 0), units, revenue, units, 0);
    }

    public SoldItem sold(int day, int slot, double units, double revenue, int orders, int attached) {
        long hundredThousandths = Math.round(units * 100_000);
        long squares = units == 0 ? 0 : Math.round(10_000 * revenue * revenue / units);
        Tally tally = new Tally(
                hundredThousandths, hundredThousandths, Math.round(revenue * 10_000), orders, attached, squares);
        cells.add(new Cell(day, slot, tally));
        return this;
    }

    public MenuHistory.Item build() {
        ItemDays.Builder days = new ItemDays.Builder();
        cells.stream()
                .sorted(Comparator.comparingInt(Cell::day))
                .forEach(cell -> days.add(cell.day, cell.slot, cell.tally));
        int[] ordered = cells.stream()
                .filter(cell -> cell.tally.orders() > 0)
                .mapToInt(Cell::day)
                .sorted()
                .toArray();
        int first = firstSold != MenuHistory.NEVER || ordered.length == 0 ? firstSold : ordered[0];
        int last = ordered.length == 0 ? MenuHistory.NEVER : ordered[ordered.length - 1];
        ListedItem menuItem = listed
                ? new ListedItem(id, id, category, new DatedAmounts(prices), new DatedAmounts(costs), null, null, true)
                : null;
        return new MenuHistory.Item(id, id, category, menuItem, first, last, days.build());
    }

    /** The history of some items. */
    public static MenuHistory history(SoldItem... items) {
        return new MenuHistory(
                java.util.Arrays.stream(items).map(SoldItem::build).toList(), java.util.Map.of());
    }
}
