package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Totals;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A restaurant's tax, and the sums under a check. */
final class Till {

    private static final long MILLION = 1_000_000;

    private final boolean pricesIncludeTax;
    /** In millionths. */
    private final long rate;

    Till(RestaurantDefinition definition) {
        pricesIncludeTax = definition.pricesIncludeTax();
        rate = definition.taxPct().movePointRight(4).longValueExact();
    }

    /** The tax in, or on top of, an amount in minor units. */
    long tax(long amount) {
        return Minor.share(amount, rate, pricesIncludeTax ? MILLION + rate : MILLION);
    }

    /**
     * The sums of the lines, as a receipt has them: subtotal before discounts, less discount, plus service charge, plus
     * tax unless it is in the prices, plus tip. Refunded lines subtract; comped ones are not there.
     */
    Totals totals(List<Line> lines, @Nullable BigDecimal serviceCharge, @Nullable BigDecimal tip) {
        BigDecimal net = Minor.amount(0);
        BigDecimal discount = net;
        BigDecimal tax = net;
        for (Line line : lines) {
            boolean back = line.kind() == LineKind.REFUND;
            net = add(net, line.netAmount(), back);
            discount = add(discount, line.discount(), back);
            tax = add(tax, line.tax(), back);
        }
        BigDecimal total = add(add(net, serviceCharge, false), tip, false);
        return new Totals(
                net.add(discount), discount, serviceCharge, tax, tip, null, pricesIncludeTax ? total : total.add(tax));
    }

    private static BigDecimal add(BigDecimal sum, @Nullable BigDecimal amount, boolean back) {
        if (amount == null) {
            return sum;
        }
        return back ? sum.subtract(amount) : sum.add(amount);
    }
}
