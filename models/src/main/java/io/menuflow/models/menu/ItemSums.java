package io.menuflow.models.menu;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Sums one item's days, each day's units at the food cost in force that day. Days come in any order; units at one cost
 * are added up before they are multiplied, so that nothing is rounded.
 */
final class ItemSums {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final @Nullable ListedItem listed;
    private final @Nullable BigDecimal estimatedPct;
    private Tally tally = Tally.ZERO;
    private BigDecimal cost = BigDecimal.ZERO;
    private long unitsAtCost;
    private @Nullable Long costInForce;
    private boolean costMissing;

    ItemSums(@Nullable ListedItem listed, @Nullable BigDecimal estimatedPct) {
        this.listed = listed;
        this.estimatedPct = estimatedPct;
    }

    void add(int day, Tally delta) {
        tally = tally.plus(delta);
        if (delta.costedUnits() == 0 || listed == null) {
            return;
        }
        Long costThatDay = listed.foodCosts().on(day);
        if (costThatDay == null) {
            costMissing = true;
            return;
        }
        if (!costThatDay.equals(costInForce)) {
            closeCost();
            costInForce = costThatDay;
        }
        unitsAtCost = Math.addExact(unitsAtCost, delta.costedUnits());
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
        closeCost();
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

    private void closeCost() {
        if (costInForce != null && unitsAtCost != 0) {
            cost = cost.add(Fixed.quantityOf(unitsAtCost).multiply(Fixed.moneyOf(costInForce)));
        }
        unitsAtCost = 0;
    }
}
