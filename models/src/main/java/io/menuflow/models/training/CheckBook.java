package io.menuflow.models.training;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.calendar.BusinessCalendar.Moment;
import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.CheckLedger;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.ContentHash;
import io.menuflow.models.check.ItemSale;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.AtPrice;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.ListPrices;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one restaurant, each as its winning revision tells it, and the history they add up to: what the stream
 * keeps, in memory. Checks may come in any order and as often as they like.
 */
public final class CheckBook {

    private final BusinessCalendar calendar;
    private final String currency;
    private final Map<Long, Counted> checks = new LinkedHashMap<>();
    private long refused;

    /** A check that counts, until a higher revision comes. */
    private record Counted(long revision, long content, int day, int slot, int hour, List<ItemSale> sales) {

        /** The higher revision, and of one revision told twice the larger content. */
        boolean yieldsTo(Counted other) {
            return other.revision != revision
                    ? other.revision > revision
                    : Long.compareUnsigned(other.content, content) > 0;
        }

        Tally added(ItemSale sale) {
            return sale.tally()
                    .ofOneCheck(sales.stream()
                            .anyMatch(other -> !other.itemId().equals(sale.itemId())
                                    && other.tally().orders() > 0));
        }
    }

    /** One item's cells, by day and slot, and how its latest check names it. */
    private static final class Cells {
        private static final int SLOTS = 256;

        private final TreeMap<Integer, Tally> sums = new TreeMap<>();
        private final TreeMap<Integer, TreeMap<Long, Long>> prices = new TreeMap<>();
        private @Nullable ItemSale named;
        private int namedOn = MenuHistory.NEVER;

        void add(Counted check, ItemSale sale) {
            sums.merge(check.day() * SLOTS + check.slot(), check.added(sale), Tally::plus);
            for (AtPrice at : sale.prices()) {
                prices.computeIfAbsent(check.day(), day -> new TreeMap<>()).merge(at.price(), at.units(), Long::sum);
            }
            if (check.day() >= namedOn) {
                named = sale;
                namedOn = check.day();
            }
        }

        MenuHistory.Item item(String id, @Nullable ListedItem listed) {
            ItemDays.Builder days = new ItemDays.Builder();
            int first = MenuHistory.NEVER;
            int last = MenuHistory.NEVER;
            for (Map.Entry<Integer, Tally> cell : sums.entrySet()) {
                int day = Math.floorDiv(cell.getKey(), SLOTS);
                if (!cell.getValue().isZero()) {
                    days.add(day, Math.floorMod(cell.getKey(), SLOTS), cell.getValue());
                }
                if (cell.getValue().orders() > 0) {
                    first = first == MenuHistory.NEVER ? day : first;
                    last = day;
                }
            }
            String name = listed != null ? listed.name() : named == null ? id : named.name();
            String category = listed != null ? listed.category() : named == null ? null : named.category();
            return new MenuHistory.Item(id, name, category, listed, first, last, days.build(), listPrices());
        }

        private ListPrices listPrices() {
            ListPrices.Builder built = new ListPrices.Builder();
            prices.forEach((day, units) -> units.forEach((price, sold) -> {
                if (sold != 0) {
                    built.add(day, price, sold);
                }
            }));
            return built.build();
        }
    }

    /** An empty book of a restaurant. */
    public CheckBook(BusinessCalendar calendar, String currency) {
        this.calendar = calendar;
        this.currency = currency;
    }

    /** Takes a check in, or refuses it by the rules the stream has. */
    public void add(Check check) {
        if (!check.currency().equals(currency)
                || !CheckValidator.validate(check).isEmpty()) {
            refused++;
            return;
        }
        Moment moment = calendar.at(check.closedAt());
        Counted counted = new Counted(
                check.revision(),
                ContentHash.content(check),
                moment.day(),
                Slot.ofDaypart(check.orderType(), moment.daypart()),
                moment.hour(),
                CheckLedger.sales(check, moment.pricesIncludeTax()));
        checks.merge(
                ContentHash.identity(check.source(), check.transactionId()),
                counted,
                (stored, arriving) -> stored.yieldsTo(arriving) ? arriving : stored);
    }

    /** Checks that were refused. */
    public long refused() {
        return refused;
    }

    /** The history of all checks, of days nobody told anything about. */
    public MenuHistory history(List<ListedItem> menu, Map<String, BigDecimal> estimatedCostPct) {
        return history(menu, estimatedCostPct, Map.of());
    }

    /**
     * The history of all checks.
     *
     * @param menu items as they are listed; empty when nobody lists any
     * @param estimatedCostPct food cost in percent of revenue by category, {@code *} for any
     * @param facts by business day
     */
    public MenuHistory history(
            List<ListedItem> menu, Map<String, BigDecimal> estimatedCostPct, Map<Integer, DayFacts> facts) {
        Map<String, Cells> cells = new TreeMap<>();
        for (Counted check : checks.values()) {
            for (ItemSale sale : check.sales()) {
                cells.computeIfAbsent(sale.itemId(), id -> new Cells()).add(check, sale);
            }
        }
        Map<String, ListedItem> listed = new TreeMap<>();
        menu.forEach(item -> listed.put(item.itemId(), item));
        TreeSet<String> ids = new TreeSet<>(listed.keySet());
        ids.addAll(cells.keySet());
        List<MenuHistory.Item> items = new ArrayList<>(ids.size());
        for (String id : ids) {
            items.add(cells.getOrDefault(id, new Cells()).item(id, listed.get(id)));
        }
        return new MenuHistory(items, estimatedCostPct, facts, MenuHistory::lastIn);
    }

    /** What sold by hour. */
    public HourSales hours() {
        HourSales hours = new HourSales(calendar);
        for (Counted check : checks.values()) {
            for (ItemSale sale : check.sales()) {
                hours.add(sale.itemId(), check.day(), check.hour(), sale.tally().units());
            }
        }
        return hours;
    }
}
