package io.menuflow.bench.crash;

import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Totals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What else a point of sale can do to a check. */
final class Nuisance {

    private static final Duration OLDER_THAN_HISTORY = Duration.ofDays(800);
    private static final int ABSURDITIES = 8;

    private Nuisance() {}

    /** The same revision with other content: somebody numbered two changes alike. */
    static Check contradicted(Check check) {
        return with(check, check.transactionId(), check.revision(), check.closedAt(), doubled(check.lines()));
    }

    /** A later revision that closes on another day. */
    static Check moved(Check check, int days) {
        return with(
                check,
                check.transactionId(),
                check.revision() + 10,
                check.closedAt().plus(Duration.ofDays(days)),
                check.lines());
    }

    /** A later revision that closed before the history begins. */
    static Check movedOutOfHistory(Check check) {
        return with(
                check,
                check.transactionId(),
                check.revision() + 20,
                check.closedAt().minus(OLDER_THAN_HISTORY),
                check.lines());
    }

    /** A check of its own from before the history. */
    static Check tooOld(Check check) {
        Instant closedAt = check.closedAt().minus(OLDER_THAN_HISTORY);
        return with(check, check.transactionId() + "-old", check.revision(), closedAt, check.lines());
    }

    /** A check of its own without told amounts, with an unlisted item: they are computed. */
    static Check untold(Check check) {
        List<Line> lines = new ArrayList<>();
        for (Line line : doubled(check.lines())) {
            lines.add(line);
        }
        Line first = check.lines().get(0);
        lines.add(line(first, "x", "off-menu", new BigDecimal("1.25"), new BigDecimal("7.77"), LineKind.SALE));
        return with(check, check.transactionId() + "-untold", 1, check.closedAt(), lines);
    }

    /** A check of a restaurant nobody knows. */
    static Check of(String restaurant, Check check) {
        return rebuilt(
                check,
                restaurant,
                check.transactionId(),
                check.revision(),
                check.closedAt(),
                check.currency(),
                check.lines());
    }

    /** A check nobody can believe; {@code kind} is any number. */
    static Check absurd(Check check, int kind) {
        String id = check.transactionId() + "-absurd-" + kind;
        Line first = check.lines().get(0);
        BigDecimal one = BigDecimal.ONE;
        List<Line> lines =
                switch (Math.floorMod(kind, ABSURDITIES)) {
                    case 0 -> List.of(line(first, "1", first.itemId(), new BigDecimal("1000001"), one, LineKind.SALE));
                    case 1 -> List.of();
                    case 2 ->
                        List.of(
                                line(first, "1", first.itemId(), one, one, LineKind.SALE),
                                line(first, "1", first.itemId(), one, one, LineKind.SALE));
                    case 3 -> List.of(line(first, "1", "", one, one, LineKind.SALE));
                    case 4 ->
                        List.of(line(first, "1", first.itemId(), one, new BigDecimal("1000000001"), LineKind.SALE));
                    default -> List.of(line(first, "1", first.itemId(), one, one, LineKind.SALE));
                };
        String other = check.currency().equals("CHF") ? "EUR" : "CHF";
        return switch (Math.floorMod(kind, ABSURDITIES)) {
            case 5 -> with(check, id, -1, check.closedAt(), lines);
            case 6 -> rebuilt(check, check.restaurantId(), id, 1, check.closedAt(), other, lines);
            case 7 -> with(check, id, 1, Instant.parse("1999-12-31T23:59:59.999Z"), lines);
            default -> with(check, id, 1, check.closedAt(), lines);
        };
    }

    /** Amounts left to be computed, one more of the first item that is sold alone. */
    private static List<Line> doubled(List<Line> lines) {
        List<Line> changed = new ArrayList<>();
        boolean done = false;
        for (Line line : lines) {
            boolean alone = line.parentLineId() == null
                    && line.kind() == LineKind.SALE
                    && lines.stream().noneMatch(part -> line.lineId().equals(part.parentLineId()));
            if (alone && !done) {
                changed.add(new Line(
                        line.lineId(),
                        line.itemId(),
                        line.itemName(),
                        line.category(),
                        line.variant(),
                        null,
                        line.quantity().add(BigDecimal.ONE),
                        line.unitListPrice(),
                        line.modifiers(),
                        line.discount(),
                        null,
                        line.tax(),
                        line.kind()));
                done = true;
            } else {
                changed.add(line);
            }
        }
        return changed;
    }

    private static Line line(
            Line like, String lineId, String item, BigDecimal quantity, BigDecimal price, LineKind kind) {
        return new Line(
                lineId,
                item,
                like.itemName(),
                like.category(),
                null,
                null,
                quantity,
                price,
                List.of(),
                null,
                null,
                (@Nullable BigDecimal) null,
                kind);
    }

    private static Check with(Check check, String id, long revision, Instant closedAt, List<Line> lines) {
        return rebuilt(check, check.restaurantId(), id, revision, closedAt, check.currency(), lines);
    }

    private static Check rebuilt(
            Check check,
            String restaurant,
            String id,
            long revision,
            Instant closedAt,
            String currency,
            List<Line> lines) {
        return new Check(
                check.source(),
                id,
                revision,
                restaurant,
                null,
                closedAt,
                Check.State.CLOSED,
                check.orderType(),
                check.channel(),
                check.servicePeriod(),
                check.guests(),
                null,
                currency,
                lines,
                Totals.NONE);
    }
}
