package io.menuflow.models.check;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a closed check as its source tells it, not yet validated. Identity is (restaurant, source, id). Money
 * is in units of {@code currency}; null is "not told".
 */
public record Check(
        String source,
        String transactionId,
        long revision,
        String restaurantId,
        @Nullable Instant openedAt,
        Instant closedAt,
        State state,
        OrderType orderType,
        @Nullable String channel,
        @Nullable String servicePeriod,
        @Nullable Integer guests,
        @Nullable String refundOf,
        String currency,
        List<Line> lines,
        Totals totals) {

    public Check {
        lines = List.copyOf(lines);
    }

    /** Whether the check counts or was taken back whole. */
    public enum State {
        CLOSED,
        VOIDED
    }

    /** How the food left the kitchen. */
    public enum OrderType {
        UNKNOWN(0),
        DINE_IN(1),
        TAKEOUT(2),
        DELIVERY(3),
        OTHER(4);

        private final int code;

        OrderType(int code) {
            this.code = code;
        }

        /** Its number in stored rows, never reused. */
        public int code() {
            return code;
        }

        /** The order type with a stored number; throws IllegalArgumentException when there is none. */
        public static OrderType ofCode(int code) {
            for (OrderType type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new IllegalArgumentException("no order type has the number " + code);
        }
    }

    /** What a line does: COMP and WASTE cost but do not sell, REFUND subtracts. */
    public enum LineKind {
        SALE,
        REFUND,
        COMP,
        WASTE,
        OPEN_ITEM
    }

    /**
     * One line of a check.
     *
     * @param quantity not negative, may be fractional
     * @param unitListPrice without modifiers and discounts
     * @param discount of the whole line
     * @param netAmount of the whole line after modifiers and discounts; computed when null
     * @param tax of the whole line
     */
    public record Line(
            String lineId,
            String itemId,
            String itemName,
            @Nullable String category,
            @Nullable String variant,
            @Nullable String parentLineId,
            BigDecimal quantity,
            BigDecimal unitListPrice,
            List<Modifier> modifiers,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal netAmount,
            @Nullable BigDecimal tax,
            LineKind kind) {

        public Line {
            modifiers = List.copyOf(modifiers);
        }
    }

    /**
     * An extra on a line.
     *
     * @param quantity per unit of the line
     * @param price of one
     */
    public record Modifier(@Nullable String id, String name, BigDecimal quantity, BigDecimal price) {}

    /** The header's own sums; compared with the lines, never counted instead of them. */
    public record Totals(
            @Nullable BigDecimal subtotal,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal serviceCharge,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal tip,
            @Nullable BigDecimal rounding,
            @Nullable BigDecimal total) {

        /** A header that tells no sums. */
        public static final Totals NONE = new Totals(null, null, null, null, null, null, null);
    }
}
