package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Totals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a check after it was closed: the point of sale sends it again, changed. */
final class Amendments {

    private static final long CENTURY_DAYS = 36_525;

    private final Till till;

    Amendments(Till till) {
        this.till = till;
    }

    /** The next revision of a check, taken back whole. */
    Check voided(Check check) {
        return again(check, Check.State.VOIDED, check.lines());
    }

    /** The next revision of a check: its last order was a mistake, or its only one is on the house after all. */
    Check corrected(Check check) {
        List<Line> lines = check.lines();
        int last = lines.size() - 1;
        while (lines.get(last).parentLineId() != null) {
            last--;
        }
        List<Line> right = last > 0
                ? lines.subList(0, last)
                : lines.stream().map(line -> with(line, LineKind.COMP)).toList();
        return again(check, Check.State.CLOSED, right);
    }

    /** The next revision of a check, the first line sold given back by another; null when nothing was. */
    @Nullable Check lineRefunded(Check check) {
        Line sold = firstSold(check);
        if (sold == null) {
            return null;
        }
        List<Line> lines = new ArrayList<>(check.lines());
        lines.add(with(renamed(sold, sold.lineId() + "r"), LineKind.REFUND));
        return again(check, Check.State.CLOSED, lines);
    }

    /** A check of its own that gives the money for the first line sold back, or null when nothing was. */
    @Nullable Check refunded(Check check, String id, Instant closedAt) {
        Line sold = firstSold(check);
        if (sold == null) {
            return null;
        }
        List<Line> lines = List.of(with(sold, LineKind.REFUND));
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
                null,
                null,
                check.transactionId(),
                check.currency(),
                lines,
                till.totals(lines, null, null));
    }

    /** A check nobody can believe: a century ahead, before there were tills, of negative price or of no currency. */
    Check absurd(Check check, int kind) {
        Instant closedAt =
                switch (kind) {
                    case 0 -> check.closedAt().plus(CENTURY_DAYS, ChronoUnit.DAYS);
                    case 1 -> Instant.ofEpochMilli(check.closedAt().toEpochMilli() % 86_400_000);
                    default -> check.closedAt();
                };
        Line line = check.lines().get(0);
        return new Check(
                check.source(),
                check.transactionId() + "-absurd",
                1,
                check.restaurantId(),
                null,
                closedAt,
                Check.State.CLOSED,
                check.orderType(),
                check.channel(),
                check.servicePeriod(),
                check.guests(),
                null,
                kind == 3 ? "ZZZ" : check.currency(),
                List.of(kind == 2 ? negative(line) : line),
                Totals.NONE);
    }

    /** The first line sold that is neither a combo nor a part of one. */
    private static @Nullable Line firstSold(Check check) {
        Set<String> combos = new HashSet<>();
        check.lines().forEach(line -> combos.add(line.parentLineId() == null ? "" : line.parentLineId()));
        for (Line line : check.lines()) {
            if (line.kind() == LineKind.SALE && line.parentLineId() == null && !combos.contains(line.lineId())) {
                return line;
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

    private static Line renamed(Line line, String id) {
        return new Line(
                id,
                line.itemId(),
                line.itemName(),
                line.category(),
                line.variant(),
                line.parentLineId(),
                line.quantity(),
                line.unitListPrice(),
                line.modifiers(),
                line.discount(),
                line.netAmount(),
                line.tax(),
                line.kind());
    }

    private static Line negative(Line line) {
        return new Line(
                line.lineId(),
                line.itemId(),
                line.itemName(),
                line.category(),
                line.variant(),
                null,
                line.quantity(),
                line.unitListPrice().negate(),
                List.of(),
                null,
                null,
                null,
                LineKind.SALE);
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
