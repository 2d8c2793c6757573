package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each item sold on each business day after all revisions: units in hundredths, revenue in minor units. */
final class FinalSums {

    private final long first;
    private final int days;
    private final boolean pricesIncludeTax;
    private final Map<String, Sums> items = new HashMap<>();

    /** One item's sums by day. */
    static final class Sums {

        final long[] units;
        final long[] revenue;

        private Sums(int days) {
            units = new long[days];
            revenue = new long[days];
        }
    }

    FinalSums(LocalDate from, int days, boolean pricesIncludeTax) {
        this.first = from.toEpochDay();
        this.days = days;
        this.pricesIncludeTax = pricesIncludeTax;
    }

    /** Adds a delivery, if it is what remains of its check. */
    void add(Delivery delivery) {
        Check check = delivery.check();
        if (!delivery.isLast() || check.state() == Check.State.VOIDED) {
            return;
        }
        int day = (int) (delivery.day() - first);
        List<Line> lines = check.lines();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean isCombo = line.parentLineId() == null
                    && i + 1 < lines.size()
                    && lines.get(i + 1).parentLineId() != null;
            if (!isCombo) {
                add(items.computeIfAbsent(line.itemId(), id -> new Sums(days)), day, line);
            }
        }
    }

    /** The sums of an item; null when none was ever sold. */
    @Nullable Sums of(String itemId) {
        return items.get(itemId);
    }

    private void add(Sums sums, int day, Line line) {
        int sign =
                switch (line.kind()) {
                    case SALE -> 1;
                    case REFUND -> -1;
                    default -> 0;
                };
        if (sign != 0) {
            long net = line.netAmount() == null ? 0 : Minor.of(line.netAmount());
            long tax = pricesIncludeTax && line.tax() != null ? Minor.of(line.tax()) : 0;
            sums.units[day] += sign * hundredths(line.quantity());
            sums.revenue[day] += sign * (net - tax);
        }
    }

    private static long hundredths(BigDecimal quantity) {
        return Minor.of(quantity);
    }
}
