package io.menuflow.models.sales;

import java.util.ArrayList;
import java.util.List;

/**
 * Units sold at one list price, without modifiers and discounts.
 *
 * @param price in ten-thousandths
 * @param units net of those given back, in hundred-thousandths
 */
public record AtPrice(long price, long units) {

    /** What takes it back. */
    public AtPrice negated() {
        return new AtPrice(price, Math.negateExact(units));
    }

    /** Both together, each ascending by price; prices that sum to no units are left out. Throws ArithmeticException on overflow. */
    public static List<AtPrice> plus(List<AtPrice> some, List<AtPrice> others) {
        List<AtPrice> sum = new ArrayList<>(some.size() + others.size());
        int i = 0;
        int j = 0;
        while (i < some.size() || j < others.size()) {
            AtPrice left = i < some.size() ? some.get(i) : null;
            AtPrice right = j < others.size() ? others.get(j) : null;
            if (right == null || (left != null && left.price() < right.price())) {
                sum.add(some.get(i++));
            } else if (left == null || right.price() < left.price()) {
                sum.add(others.get(j++));
            } else {
                long units = Math.addExact(left.units(), right.units());
                if (units != 0) {
                    sum.add(new AtPrice(left.price(), units));
                }
                i++;
                j++;
            }
        }
        return sum;
    }
}
