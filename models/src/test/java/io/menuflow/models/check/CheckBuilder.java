package io.menuflow.models.check;

import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Modifier;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.check.Check.State;
import io.menuflow.models.check.Check.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A valid check to start from: every field told and different. */
final class CheckBuilder {

    String source = "till";
    String transactionId = "t-1";
    long revision = 7;
    String restaurantId = "trattoria";

    @Nullable Instant openedAt = Instant.parse("2026-03-10T11:01:00Z");

    Instant closedAt = Instant.parse("2026-03-10T12:02:00Z");
    State state = State.CLOSED;
    OrderType orderType = OrderType.TAKEOUT;

    @Nullable String channel = "web";

    @Nullable String servicePeriod = "lunch";

    @Nullable Integer guests = 3;

    @Nullable String refundOf = "t-0";

    String currency = "EUR";
    List<Line> lines = new ArrayList<>();

    @Nullable BigDecimal subtotal = new BigDecimal("41");

    @Nullable BigDecimal discount = new BigDecimal("42");

    @Nullable BigDecimal serviceCharge = new BigDecimal("43");

    @Nullable BigDecimal tax = new BigDecimal("44");

    @Nullable BigDecimal tip = new BigDecimal("45");

    @Nullable BigDecimal rounding = new BigDecimal("0.04");

    @Nullable BigDecimal total = new BigDecimal("47");

    /** A check of these lines, or of one full line. */
    static CheckBuilder check(LineBuilder... lines) {
        CheckBuilder check = new CheckBuilder();
        check.lines.addAll(Arrays.stream(lines).map(LineBuilder::build).toList());
        return check;
    }

    /** A line with every field told and different. */
    static LineBuilder fullLine() {
        LineBuilder line = new LineBuilder("l-1", "soup", "2.5", "11.25");
        line.itemName = "Soup of the day";
        line.category = "starters";
        line.variant = "large";
        line.modifiers = List.of(new Modifier("m-1", "bread", new BigDecimal("1.5"), new BigDecimal("0.75")));
        line.discount = new BigDecimal("1.10");
        line.netAmount = new BigDecimal("26.20");
        line.tax = new BigDecimal("2.30");
        return line;
    }

    /** A plain line. */
    static LineBuilder line(String id, String item, String quantity, String price) {
        return new LineBuilder(id, item, quantity, price);
    }

    CheckBuilder with(java.util.function.Consumer<CheckBuilder> change) {
        change.accept(this);
        return this;
    }

    Check build() {
        return new Check(
                source,
                transactionId,
                revision,
                restaurantId,
                openedAt,
                closedAt,
                state,
                orderType,
                channel,
                servicePeriod,
                guests,
                refundOf,
                currency,
                lines,
                new Totals(subtotal, discount, serviceCharge, tax, tip, rounding, total));
    }

    /** One line. */
    static final class LineBuilder {
        String lineId;
        String itemId;
        String itemName;

        @Nullable String category;

        @Nullable String variant;

        @Nullable String parentLineId;

        BigDecimal quantity;
        BigDecimal unitListPrice;
        List<Modifier> modifiers = List.of();

        @Nullable BigDecimal discount;

        @Nullable BigDecimal netAmount;

        @Nullable BigDecimal tax;

        LineKind kind = LineKind.SALE;

        LineBuilder(String lineId, String itemId, String quantity, String price) {
            this.lineId = lineId;
            this.itemId = itemId;
            this.itemName = "The " + itemId;
            this.quantity = new BigDecimal(quantity);
            this.unitListPrice = new BigDecimal(price);
        }

        LineBuilder with(java.util.function.Consumer<LineBuilder> change) {
            change.accept(this);
            return this;
        }

        LineBuilder partOf(String combo) {
            return with(line -> line.parentLineId = combo);
        }

        LineBuilder kind(LineKind value) {
            return with(line -> line.kind = value);
        }

        LineBuilder discount(String value) {
            return with(line -> line.discount = new BigDecimal(value));
        }

        LineBuilder net(String value) {
            return with(line -> line.netAmount = new BigDecimal(value));
        }

        LineBuilder tax(String value) {
            return with(line -> line.tax = new BigDecimal(value));
        }

        LineBuilder modifiers(Modifier... values) {
            return with(line -> line.modifiers = List.of(values));
        }

        Line build() {
            return new Line(
                    lineId,
                    itemId,
                    itemName,
                    category,
                    variant,
                    parentLineId,
                    quantity,
                    unitListPrice,
                    modifiers,
                    discount,
                    netAmount,
                    tax,
                    kind);
        }
    }
}
