package io.menuflow.connectors.replay;

import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.OrderType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a check of its lines. What belongs to the whole check is taken from the latest line that tells it. */
final class CheckBuilder {

    private static final long REVISION = 1;

    private final String source;
    private final String restaurantId;
    private final boolean mergeRepeated;
    private final Consumer<String> notes;

    CheckBuilder(String source, String restaurantId, boolean mergeRepeated, Consumer<String> notes) {
        this.source = source;
        this.restaurantId = restaurantId;
        this.mergeRepeated = mergeRepeated;
        this.notes = notes;
    }

    Check build(LineGroup group) {
        List<SaleLine> lines = group.lines();
        OrderType orderType = agreed(lines, SaleLine::orderType, Field.ORDER_TYPE);
        String currency = agreed(lines, SaleLine::currency, Field.CURRENCY);
        Instant openedAt = agreed(lines, SaleLine::openedAt, Field.OPENED_AT);
        return new Check(
                source,
                group.transactionId(),
                REVISION,
                restaurantId,
                openedAt,
                group.closedAt(),
                Check.State.CLOSED,
                orderType == null ? OrderType.UNKNOWN : orderType,
                agreed(lines, SaleLine::channel, Field.CHANNEL),
                null,
                agreed(lines, SaleLine::guests, Field.GUESTS),
                null,
                currency == null ? "" : currency,
                numbered(mergeRepeated ? merged(lines) : lines),
                Check.Totals.NONE);
    }

    /** The value of the latest line that has one; the later in the file when times are the same. */
    private <T> @Nullable T agreed(List<SaleLine> lines, Function<SaleLine, @Nullable T> value, Field field) {
        T agreed = null;
        Instant at = Instant.MIN;
        boolean disagree = false;
        for (SaleLine line : lines) {
            T told = value.apply(line);
            if (told != null) {
                disagree |= agreed != null && !agreed.equals(told);
                if (!line.closedAt().isBefore(at)) {
                    agreed = told;
                    at = line.closedAt();
                }
            }
        }
        if (disagree) {
            notes.accept("checks whose lines disagree on " + field.key() + ", taken from the latest line");
        }
        return agreed;
    }

    private static List<SaleLine> merged(List<SaleLine> lines) {
        Map<SaleLine, SaleLine> merged = new LinkedHashMap<>();
        for (SaleLine line : lines) {
            merged.merge(
                    line.at(0),
                    line,
                    (known, again) -> known.withAmounts(
                            known.quantity().add(again.quantity()),
                            sum(known.netAmount(), again.netAmount()),
                            sum(known.discount(), again.discount()),
                            sum(known.tax(), again.tax())));
        }
        return new ArrayList<>(merged.values());
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null ? a : a.add(b);
    }

    private static List<Check.Line> numbered(List<SaleLine> lines) {
        List<Check.Line> numbered = new ArrayList<>(lines.size());
        for (SaleLine line : lines) {
            numbered.add(new Check.Line(
                    String.valueOf(numbered.size() + 1),
                    line.itemId(),
                    line.itemName(),
                    line.category(),
                    line.variant(),
                    null,
                    line.quantity(),
                    line.unitPrice(),
                    List.of(),
                    line.discount(),
                    line.netAmount(),
                    line.tax(),
                    line.kind()));
        }
        return numbered;
    }
}
