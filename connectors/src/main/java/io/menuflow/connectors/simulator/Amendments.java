package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a check after it was closed: the point of sale sends it again, changed. */
final class Amendments {

    private final Till till;

    Amendments(Till till) {
        this.till = till;
    }

    /** The next revision of a check, taken back whole. */
    Check voided(Check check) {
        return again(check, Check.State.VOIDED, check.lines());
    }

    /** The next revision of a check: its last line was a mistake, or its only line is on the house after all. */
    Check corrected(Check check) {
        List<Line> lines = check.lines();
        List<Line> right =
                lines.size() > 1 ? lines.subList(0, lines.size() - 1) : List.of(with(lines.get(0), LineKind.COMP));
        return again(check, Check.State.CLOSED, right);
    }

    /** A check of its own that gives the money for the first line sold back, or null when none was. */
    @Nullable Check refunded(Check check, String id, Instant closedAt) {
        for (Line line : check.lines()) {
            if (line.kind() == LineKind.SALE) {
                List<Line> lines = List.of(with(line, LineKind.REFUND));
                return new Check(
                        check.source(),
                        id,
                        1,
                        check.restaurantId(),
                        null,
                        closedAt,
                        Check.State.CLOSED,
                        check.orderType(),
                        check.channel(),
                        check.servicePeriod(),
                        null,
                        check.transactionId(),
                        check.currency(),
                        lines,
                        till.totals(lines, null, null));
            }
        }
        return null;
    }

    private Check again(Check check, Check.State state, List<Line> lines) {
        Totals before = check.totals();
        return new Check(
                check.source(),
                check.transactionId(),
                check.revision() + 1,
                check.restaurantId(),
                check.openedAt(),
                check.closedAt(),
                state,
                check.orderType(),
                check.channel(),
                check.servicePeriod(),
                check.guests(),
                check.refundOf(),
                check.currency(),
                new ArrayList<>(lines),
                till.totals(lines, before.serviceCharge(), before.tip()));
    }

    private static Line with(Line line, LineKind kind) {
        boolean comp = kind == LineKind.COMP;
        return new Line(
                line.lineId(),
                line.itemId(),
                line.itemName(),
                line.category(),
                line.variant(),
                line.parentLineId(),
                line.quantity(),
                line.unitListPrice(),
                line.modifiers(),
                comp ? null : line.discount(),
                comp ? Minor.amount(0) : line.netAmount(),
                comp ? Minor.amount(0) : line.tax(),
                kind);
    }
}
