package io.menuflow.models.menu;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Sums one item's days of a window, each day's units at the food cost in force that day, so that nothing is rounded. */
final class ItemSums {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final @Nullable ListedItem listed;
    private final @Nullable BigDecimal estimatedPct;
    private final Tally tally;
    private BigDecimal cost = BigDecimal.ZERO;
    private boolean costMissing;

    ItemSums(ItemDays days, DayRange window, @Nullable ListedItem listed, @Nullable BigDecimal estimatedPct) {
        this.listed = listed;
        this.estimatedPct = estimatedPct;
        int from = days.from(window.first());
        int to = days.from(window.last() + 1);
        tally = days.sum(from, to);
        int cell = from;
        while (listed != null && cell < to) {
            int day = days.day(cell);
            int until = listed.foodCosts().until(day);
            int next = until > window.last() ? to : days.from(until);
            add(days, cell, next, listed.foodCosts().on(day));
            cell = next;
        }
    }

    /** Adds the cost of cells of days at one cost: their units are added up before they are multiplied. */
    private void add(ItemDays days, int from, int to, @Nullable Long unitCost) {
        if (unitCost == null) {
            for (int cell = from; cell < to; cell++) {
                costMissing |= days.costedUnits(cell, cell + 1) != 0;
            }
        } else {
            long units = days.costedUnits(from, to);
            cost = cost.add(Fixed.quantityOf(units).multiply(Fixed.moneyOf(unitCost)));
        }
    }

    boolean sold() {
        return tally.units() > 0;
    }

    ItemWindow window(
            String item,
            String name,
            @Nullable String category,
            boolean inScope,
            @Nullable Integer daysOnMenu,
            @Nullable Integer lastSoldDay,
            DayRange window) {
        Long price = listed == null ? null : listed.prices().on(window.last());
        Long unitCost = listed == null ? null : listed.foodCosts().on(window.last());
        boolean known = listed != null && !costMissing && (unitCost != null || tally.costedUnits() != 0);
        CostBasis basis = known ? CostBasis.KNOWN : estimatedPct != null ? CostBasis.ESTIMATED : CostBasis.UNKNOWN;
        return new ItemWindow(
                item,
                name,
                category,
                listed != null,
                inScope,
                daysOnMenu,
                tally,
                switch (basis) {
                    case KNOWN -> cost;
                    case ESTIMATED -> estimated(Fixed.moneyOf(tally.revenue()));
                    case UNKNOWN -> null;
                },
                basis,
                price == null ? null : Fixed.moneyOf(price),
                unitCost != null
                        ? Fixed.moneyOf(unitCost)
                        : basis == CostBasis.ESTIMATED && price != null ? estimated(Fixed.moneyOf(price)) : null,
                lastSoldDay);
    }

    private @Nullable BigDecimal estimated(BigDecimal of) {
        return estimatedPct == null
                ? null
                : of.multiply(estimatedPct).divide(HUNDRED, Fixed.MONEY_SCALE, RoundingMode.HALF_UP);
    }
}
