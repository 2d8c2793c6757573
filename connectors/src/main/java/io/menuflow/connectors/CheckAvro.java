package io.menuflow.connectors;

import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.Modifier;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a check as the record of {@code pos-transactions}. Amounts are never rounded. */
public final class CheckAvro {

    private static final int MONEY_SCALE = 4;
    private static final int QUANTITY_SCALE = 5;
    private static final int PRECISION = 18;

    private CheckAvro() {}

    /**
     * The check as Avro, times cut to milliseconds.
     *
     * @throws ArithmeticException naming the check, the line and the field that has more digits than the schema holds
     */
    public static Transaction toAvro(Check check) {
        String of = "of check " + check.transactionId();
        Check.Totals totals = check.totals();
        return new Transaction(
                check.source(),
                check.transactionId(),
                check.revision(),
                check.restaurantId(),
                check.openedAt() == null ? null : check.openedAt().truncatedTo(ChronoUnit.MILLIS),
                check.closedAt().truncatedTo(ChronoUnit.MILLIS),
                TransactionState.valueOf(check.state().name()),
                OrderType.valueOf(check.orderType().name()),
                check.channel(),
                check.servicePeriod(),
                check.guests(),
                check.refundOf(),
                check.currency(),
                lines(check),
                optionalMoney(totals.subtotal(), "subtotal", of),
                optionalMoney(totals.discount(), "discount", of),
                optionalMoney(totals.serviceCharge(), "service_charge", of),
                optionalMoney(totals.tax(), "tax", of),
                optionalMoney(totals.tip(), "tip", of),
                optionalMoney(totals.rounding(), "rounding", of),
                optionalMoney(totals.total(), "total", of));
    }

    private static List<TransactionLine> lines(Check check) {
        List<TransactionLine> lines = new ArrayList<>(check.lines().size());
        for (Check.Line line : check.lines()) {
            lines.add(line(line, "of line " + line.lineId() + " of check " + check.transactionId()));
        }
        return lines;
    }

    private static TransactionLine line(Check.Line line, String of) {
        return new TransactionLine(
                line.lineId(),
                line.itemId(),
                line.itemName(),
                line.category(),
                line.variant(),
                line.parentLineId(),
                scaled(line.quantity(), QUANTITY_SCALE, "quantity", of),
                scaled(line.unitListPrice(), MONEY_SCALE, "unit_list_price", of),
                modifiers(line, of),
                optionalMoney(line.discount(), "discount", of),
                optionalMoney(line.netAmount(), "net_amount", of),
                optionalMoney(line.tax(), "tax", of),
                LineKind.valueOf(line.kind().name()));
    }

    private static List<Modifier> modifiers(Check.Line line, String of) {
        List<Modifier> modifiers = new ArrayList<>(line.modifiers().size());
        for (Check.Modifier modifier : line.modifiers()) {
            modifiers.add(new Modifier(
                    modifier.id(),
                    modifier.name(),
                    scaled(modifier.quantity(), QUANTITY_SCALE, "modifier quantity", of),
                    scaled(modifier.price(), MONEY_SCALE, "modifier price", of)));
        }
        return modifiers;
    }

    private static @Nullable BigDecimal optionalMoney(@Nullable BigDecimal amount, String field, String of) {
        return amount == null ? null : scaled(amount, MONEY_SCALE, field, of);
    }

    private static BigDecimal scaled(BigDecimal amount, int scale, String field, String of) {
        // An exponent of millions would be written out digit by digit; the schema's precision is checked first.
        if ((long) amount.precision() - amount.scale() > PRECISION - scale && amount.signum() != 0) {
            throw new ArithmeticException(field + " " + amount + " " + of + " has more than " + (PRECISION - scale)
                    + " digits before the decimal point");
        }
        try {
            return amount.setScale(scale, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            ArithmeticException clearer =
                    new ArithmeticException(field + " " + amount + " " + of + " has more than " + scale + " decimals");
            clearer.initCause(e);
            throw clearer;
        }
    }
}
