package io.menuflow.models.menu;

import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * An item over a window of business days.
 *
 * @param listed whether the menu lists it
 * @param inScope whether it was on the menu in the window: listed and active, or unlisted and sold
 * @param daysOnMenu business days from its first on the menu to the window's last, null when not known
 * @param tally its sales in the window
 * @param foodCost of all its costed units, each day's at the cost in force that day; null when a cost is missing
 * @param costBasis where the food cost comes from
 * @param listPrice in force on the window's last day, null when not told
 * @param unitCost in force on the window's last day, null when not told
 * @param lastSold its last business day with a sale up to the window's end, null when there is none
 */
public record ItemWindow(
        String itemId,
        String name,
        @Nullable String category,
        boolean listed,
        boolean inScope,
        @Nullable Integer daysOnMenu,
        Tally tally,
        @Nullable BigDecimal foodCost,
        CostBasis costBasis,
        @Nullable BigDecimal listPrice,
        @Nullable BigDecimal unitCost,
        @Nullable Integer lastSold) {

    /** Units sold, never below zero: money back for an earlier window's sale is no negative popularity. */
    public BigDecimal unitsSold() {
        return Fixed.quantityOf(Math.max(0, tally.units()));
    }

    /** Whether anything was sold, net of what came back. */
    public boolean sold() {
        return tally.units() > 0;
    }

    /** Revenue, net of discounts and tax. */
    public BigDecimal revenue() {
        return Fixed.moneyOf(tally.revenue());
    }

    /** Total contribution margin L = revenue − food cost, or null when a cost is missing. */
    public @Nullable BigDecimal margin() {
        return foodCost == null ? null : revenue().subtract(foodCost);
    }

    /** Realised price E per unit, or null when nothing was sold. */
    public @Nullable BigDecimal avgPrice() {
        return sold() ? revenue().divide(unitsSold(), MathContext.DECIMAL64) : null;
    }

    /** Contribution margin F per unit: realised, or what the list price promises when nothing was sold; else null. */
    public @Nullable BigDecimal unitMargin() {
        BigDecimal margin = margin();
        if (margin != null && sold()) {
            return margin.divide(unitsSold(), MathContext.DECIMAL64);
        }
        return !sold() && listPrice != null && unitCost != null ? listPrice.subtract(unitCost) : null;
    }
}
