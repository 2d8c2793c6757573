package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.Modifier;
import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes checks as Avro {@link Transaction}s, field by field in the order of the schema. The generated writer makes
 * three objects for each amount and is several times slower; a test holds the two to the same bytes.
 */
final class TransactionEncoder {

    private static final int MONEY_SCALE = 4;
    private static final int QUANTITY_SCALE = 5;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000};

    private static final Schema STATES = TransactionState.getClassSchema();
    private static final Schema ORDER_TYPES = OrderType.getClassSchema();
    private static final Schema LINE_KINDS = LineKind.getClassSchema();

    private final Bytes bytes = new Bytes();
    private final BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    private final byte[] digits = new byte[Long.BYTES];

    /** The check's bytes, good until the next call. */
    ByteBuffer encode(Check check) throws IOException {
        bytes.reset();
        header(check);
        lines(check.lines());
        Check.Totals totals = check.totals();
        optionalMoney(totals.subtotal());
        optionalMoney(totals.discount());
        optionalMoney(totals.serviceCharge());
        optionalMoney(totals.tax());
        optionalMoney(totals.tip());
        optionalMoney(totals.rounding());
        optionalMoney(totals.total());
        out.flush();
        return bytes.view();
    }

    private void header(Check check) throws IOException {
        out.writeString(check.source());
        out.writeString(check.transactionId());
        out.writeLong(check.revision());
        out.writeString(check.restaurantId());
        Instant openedAt = check.openedAt();
        out.writeIndex(openedAt == null ? 0 : 1);
        if (openedAt != null) {
            out.writeLong(openedAt.toEpochMilli());
        }
        out.writeLong(check.closedAt().toEpochMilli());
        out.writeEnum(STATES.getEnumOrdinal(check.state().name()));
        out.writeEnum(ORDER_TYPES.getEnumOrdinal(check.orderType().name()));
        optionalString(check.channel());
        optionalString(check.servicePeriod());
        Integer guests = check.guests();
        out.writeIndex(guests == null ? 0 : 1);
        if (guests != null) {
            out.writeInt(guests);
        }
        optionalString(check.refundOf());
        out.writeString(check.currency());
    }

    private void lines(List<Line> lines) throws IOException {
        out.writeArrayStart();
        out.setItemCount(lines.size());
        for (Line line : lines) {
            out.startItem();
            out.writeString(line.lineId());
            out.writeString(line.itemId());
            out.writeString(line.itemName());
            optionalString(line.category());
            optionalString(line.variant());
            optionalString(line.parentLineId());
            decimal(line.quantity(), QUANTITY_SCALE);
            decimal(line.unitListPrice(), MONEY_SCALE);
            modifiers(line.modifiers());
            optionalMoney(line.discount());
            optionalMoney(line.netAmount());
            optionalMoney(line.tax());
            out.writeEnum(LINE_KINDS.getEnumOrdinal(line.kind().name()));
        }
        out.writeArrayEnd();
    }

    private void modifiers(List<Modifier> modifiers) throws IOException {
        out.writeArrayStart();
        out.setItemCount(modifiers.size());
        for (Modifier modifier : modifiers) {
            out.startItem();
            optionalString(modifier.id());
            out.writeString(modifier.name());
            decimal(modifier.quantity(), QUANTITY_SCALE);
            decimal(modifier.price(), MONEY_SCALE);
        }
        out.writeArrayEnd();
    }

    private void optionalString(@Nullable String text) throws IOException {
        out.writeIndex(text == null ? 0 : 1);
        if (text != null) {
            out.writeString(text);
        }
    }

    private void optionalMoney(@Nullable BigDecimal amount) throws IOException {
        out.writeIndex(amount == null ? 0 : 1);
        if (amount != null) {
            decimal(amount, MONEY_SCALE);
        }
    }

    /** Throws ArithmeticException when the amount has more decimals than the schema. */
    private void decimal(BigDecimal amount, int scale) throws IOException {
        // At scale 0 the long comes out as it is, without a BigInteger on the way.
        long own = amount.scaleByPowerOfTen(amount.scale()).longValueExact();
        long unscaled = Math.multiplyExact(own, POWERS[scale - amount.scale()]);
        int start = digits.length;
        long rest = unscaled;
        do {
            digits[--start] = (byte) rest;
            rest >>= Byte.SIZE;
        } while (start > 0 && !(rest == 0 && digits[start] >= 0) && !(rest == -1 && digits[start] < 0));
        out.writeBytes(digits, start, digits.length - start);
    }

    /** Bytes that can be read without copying them. */
    private static final class Bytes extends ByteArrayOutputStream {

        ByteBuffer view() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }
}
