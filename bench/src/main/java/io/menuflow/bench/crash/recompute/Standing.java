package io.menuflow.bench.crash.recompute;

import io.menuflow.bench.crash.recompute.Books.Cell;
import io.menuflow.bench.crash.recompute.Books.Name;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An item over a window.
 *
 * @param foodCost each day's costed units at the cost in force that day; null when one is missing
 * @param costBasis {@code KNOWN}, {@code ESTIMATED} or {@code UNKNOWN}
 * @param listPrice in force on the window's last day
 * @param unitCost in force on the window's last day
 */
record Standing(
        String item,
        String name,
        @Nullable String category,
        boolean listed,
        boolean inScope,
        @Nullable Integer daysOnMenu,
        Amounts amounts,
        @Nullable BigDecimal foodCost,
        String costBasis,
        @Nullable BigDecimal listPrice,
        @Nullable BigDecimal unitCost,
        @Nullable LocalDate lastSold) {

    private static final int UNLISTED_DAYS = 28;

    /** The menu of {@code restaurant} over a window, ascending by item. */
    static List<Standing> menu(Restaurant restaurant, Map<String, MenuItem> listed, Books books, Window window) {
        TreeSet<String> ids = new TreeSet<>();
        books.items().forEach((item, cells) -> {
            if (cells.keySet().stream().anyMatch(window::admits)) {
                ids.add(item);
            }
        });
        listed.values().stream().filter(item -> isOnMenu(item, window)).forEach(item -> ids.add(item.getItemId()));
        if (listed.isEmpty()) {
            books.items().forEach((item, cells) -> {
                LocalDate first = firstSold(cells);
                LocalDate last = lastSold(cells, window.to());
                if (first != null
                        && last != null
                        && !first.isAfter(window.to())
                        && !last.plusDays(UNLISTED_DAYS).isBefore(window.from())) {
                    ids.add(item);
                }
            });
        }
        List<Standing> menu = new ArrayList<>();
        for (String id : ids) {
            menu.add(of(id, restaurant, listed, books, window));
        }
        return menu;
    }

    private static Standing of(
            String id, Restaurant restaurant, Map<String, MenuItem> menu, Books books, Window window) {
        MenuItem listed = menu.get(id);
        Name called = books.names().get(id);
        Map<Cell, Amounts> cells = books.items().getOrDefault(id, Map.of());
        String category = listed != null ? listed.getCategory() : called == null ? null : called.category();
        BigDecimal percent = percent(restaurant, category);
        Amounts sum = Amounts.NONE;
        BigDecimal cost = BigDecimal.ZERO;
        boolean costMissing = false;
        for (Map.Entry<Cell, Amounts> cell : cells.entrySet()) {
            if (window.admits(cell.getKey())) {
                sum = sum.plus(cell.getValue());
                BigDecimal costed = cell.getValue().costed();
                BigDecimal then = listed == null
                        ? null
                        : on(listed.getFoodCosts(), cell.getKey().day());
                costMissing |= costed.signum() != 0 && then == null;
                cost = then == null ? cost : cost.add(costed.multiply(then));
            }
        }
        BigDecimal price = listed == null ? null : on(listed.getPrices(), window.to());
        BigDecimal unitCost = listed == null ? null : on(listed.getFoodCosts(), window.to());
        boolean known = listed != null
                && !costMissing
                && (unitCost != null || sum.costed().signum() != 0);
        LocalDate since =
                listed != null && listed.getAvailableFrom() != null ? listed.getAvailableFrom() : firstSold(cells);
        return new Standing(
                id,
                listed != null ? listed.getName() : called == null ? id : called.name(),
                category,
                listed != null,
                listed != null ? isOnMenu(listed, window) : sum.sold() || menu.isEmpty(),
                since == null || since.isAfter(window.to())
                        ? null
                        : (Integer) (int) (window.to().toEpochDay() - since.toEpochDay() + 1),
                sum,
                known ? cost : percent == null ? null : share(sum.revenue(), percent),
                known ? "KNOWN" : percent == null ? "UNKNOWN" : "ESTIMATED",
                price,
                unitCost != null || known || percent == null || price == null ? unitCost : share(price, percent),
                lastSold(cells, window.to()));
    }

    private static boolean isOnMenu(MenuItem item, Window window) {
        return item.getActive()
                && (item.getAvailableFrom() == null || !item.getAvailableFrom().isAfter(window.to()))
                && (item.getAvailableUntil() == null
                        || !item.getAvailableUntil().isBefore(window.from()));
    }

    private static @Nullable LocalDate firstSold(Map<Cell, Amounts> cells) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getValue().orders() > 0)
                .map(cell -> cell.getKey().day())
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private static @Nullable LocalDate lastSold(Map<Cell, Amounts> cells, LocalDate until) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getValue().orders() > 0)
                .map(cell -> cell.getKey().day())
                .filter(day -> !day.isAfter(until))
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    private static @Nullable BigDecimal percent(Restaurant restaurant, @Nullable String category) {
        Map<String, String> told = restaurant.getSettings().getEstimatedCostPct();
        String percent = category == null ? null : told.get(category);
        percent = percent == null ? told.get("*") : percent;
        return percent == null ? null : new BigDecimal(percent);
    }

    private static BigDecimal share(BigDecimal of, BigDecimal percent) {
        return of.multiply(percent).movePointLeft(2).setScale(4, RoundingMode.HALF_UP);
    }

    /** The amount in force on a day. */
    static @Nullable BigDecimal on(List<DatedAmount> amounts, LocalDate day) {
        return amounts.stream()
                .filter(amount -> !amount.getEffectiveFrom().isAfter(day))
                .reduce((before, after) -> after)
                .map(DatedAmount::getAmount)
                .orElse(null);
    }

    /** Units sold, never below nothing. */
    BigDecimal units() {
        return amounts.units().max(BigDecimal.ZERO);
    }

    boolean sold() {
        return amounts.sold();
    }

    @Nullable BigDecimal margin() {
        return foodCost == null ? null : amounts.revenue().subtract(foodCost);
    }

    @Nullable BigDecimal avgPrice() {
        return sold() ? amounts.revenue().divide(units(), MathContext.DECIMAL128) : null;
    }

    /** Realised margin of one, or what the list price promises while nothing was sold. */
    @Nullable BigDecimal unitMargin() {
        BigDecimal margin = margin();
        if (sold()) {
            return margin == null ? null : margin.divide(units(), MathContext.DECIMAL128);
        }
        return listPrice == null || unitCost == null ? null : listPrice.subtract(unitCost);
    }
}
