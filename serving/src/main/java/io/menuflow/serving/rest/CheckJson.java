package io.menuflow.serving.rest;

import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Modifier;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.check.Check.State;
import io.menuflow.models.check.Check.Totals;
import io.menuflow.models.check.CheckValidator;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A transaction as JSON tells it. */
final class CheckJson {

    private static final int MAX_MODIFIERS = CheckValidator.MAX_MODIFIERS;

    private CheckJson() {}

    /**
     * Reads a check; what is wrong is noted in {@code fields}.
     *
     * @param restaurant the restaurant of the path; the body may repeat it
     * @param currency the restaurant's, when the body tells none
     */
    static Check read(JsonFields fields, String restaurant, String currency) {
        String told = fields.text("restaurant_id", restaurant);
        if (!told.equals(restaurant)) {
            fields.wrong("restaurant_id", "is '" + told + "' where the path says '" + restaurant + "'");
        }
        int[] number = {0};
        Check check = new Check(
                fields.text("source", "api"),
                fields.text("transaction_id"),
                fields.whole("revision", 1),
                restaurant,
                fields.optionalInstant("opened_at"),
                fields.instant("closed_at"),
                fields.choice("state", State.class, State.CLOSED, Enum::name),
                fields.choice("order_type", OrderType.class, OrderType.UNKNOWN, Enum::name),
                fields.optionalText("channel"),
                fields.optionalText("service_period"),
                guests(fields),
                fields.optionalText("refund_of"),
                fields.text("currency", currency),
                fields.list("lines", CheckValidator.MAX_LINES, line -> line(line, ++number[0])),
                new Totals(
                        fields.optionalDecimal("subtotal"),
                        fields.optionalDecimal("discount"),
                        fields.optionalDecimal("service_charge"),
                        fields.optionalDecimal("tax"),
                        fields.optionalDecimal("tip"),
                        fields.optionalDecimal("rounding"),
                        fields.optionalDecimal("total")));
        fields.rejectUnknown();
        return check;
    }

    private static @Nullable Integer guests(JsonFields fields) {
        Integer guests = fields.optionalInt("guests", Integer.MAX_VALUE);
        if (guests != null && guests < 0) {
            fields.wrong("guests", "must not be negative");
        }
        return guests;
    }

    private static Line line(JsonFields fields, int number) {
        String item = fields.text("item_id");
        BigDecimal net = fields.optionalDecimal("net_amount");
        return new Line(
                fields.text("line_id", Integer.toString(number)),
                item,
                fields.text("item_name", item),
                fields.optionalText("category"),
                fields.optionalText("variant"),
                fields.optionalText("parent_line_id"),
                fields.decimal("quantity", BigDecimal.ONE),
                fields.decimal("unit_list_price", net == null ? null : BigDecimal.ZERO),
                fields.list("modifiers", MAX_MODIFIERS, CheckJson::modifier),
                fields.optionalDecimal("discount"),
                net,
                fields.optionalDecimal("tax"),
                fields.choice("kind", LineKind.class, LineKind.SALE, Enum::name));
    }

    private static Modifier modifier(JsonFields fields) {
        return new Modifier(
                fields.optionalText("id"),
                fields.text("name"),
                fields.decimal("quantity", BigDecimal.ONE),
                fields.decimal("price", BigDecimal.ZERO));
    }
}
