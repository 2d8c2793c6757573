package io.menuflow.connectors.replay;

import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.OrderType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lines for a temporary file. No text is longer than {@link SaleLineReader#LONGEST}, well within {@code writeUTF}. */
final class SaleLineCodec implements SpillCodec<SaleLine> {

    /** The record, its four times and numbers, and what each reference costs. */
    private static final long FIXED_WEIGHT = 400;

    @Override
    public long weight(SaleLine line) {
        return FIXED_WEIGHT
                + 2L
                        * (line.transactionId().length()
                                + line.itemId().length()
                                + line.itemName().length()
                                + length(line.category())
                                + length(line.variant())
                                + length(line.channel()));
    }

    @Override
    public void write(SaleLine line, DataOutput out) throws IOException {
        out.writeUTF(line.transactionId());
        out.writeLong(line.number());
        writeTime(line.closedAt(), out);
        out.writeBoolean(line.openedAt() != null);
        if (line.openedAt() != null) {
            writeTime(line.openedAt(), out);
        }
        out.writeUTF(line.itemId());
        out.writeUTF(line.itemName());
        writeText(line.category(), out);
        writeText(line.variant(), out);
        out.writeUTF(line.quantity().toString());
        out.writeUTF(line.unitPrice().toString());
        writeNumber(line.netAmount(), out);
        writeNumber(line.discount(), out);
        writeNumber(line.tax(), out);
        writeNumber(line.foodCost(), out);
        out.writeUTF(line.kind().name());
        writeText(line.orderType() == null ? null : line.orderType().name(), out);
        writeText(line.channel(), out);
        writeText(line.guests() == null ? null : line.guests().toString(), out);
        out.writeUTF(line.currency());
    }

    @Override
    public SaleLine read(DataInput in) throws IOException {
        String transactionId = in.readUTF();
        long number = in.readLong();
        Instant closedAt = readTime(in);
        Instant openedAt = in.readBoolean() ? readTime(in) : null;
        String itemId = in.readUTF();
        String itemName = in.readUTF();
        String category = readText(in);
        String variant = readText(in);
        BigDecimal quantity = new BigDecimal(in.readUTF());
        BigDecimal unitPrice = new BigDecimal(in.readUTF());
        BigDecimal netAmount = readNumber(in);
        BigDecimal discount = readNumber(in);
        BigDecimal tax = readNumber(in);
        BigDecimal foodCost = readNumber(in);
        LineKind kind = LineKind.valueOf(in.readUTF());
        String orderType = readText(in);
        String channel = readText(in);
        String guests = readText(in);
        return new SaleLine(
                transactionId,
                number,
                closedAt,
                openedAt,
                itemId,
                itemName,
                category,
                variant,
                quantity,
                unitPrice,
                netAmount,
                discount,
                tax,
                foodCost,
                kind,
                orderType == null ? null : OrderType.valueOf(orderType),
                channel,
                guests == null ? null : Integer.valueOf(guests),
                in.readUTF());
    }

    private static void writeTime(Instant time, DataOutput out) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    private static Instant readTime(DataInput in) throws IOException {
        long seconds = in.readLong();
        return Instant.ofEpochSecond(seconds, in.readInt());
    }

    private static void writeText(@Nullable String text, DataOutput out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readText(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void writeNumber(@Nullable BigDecimal number, DataOutput out) throws IOException {
        writeText(number == null ? null : number.toString(), out);
    }

    private static @Nullable BigDecimal readNumber(DataInput in) throws IOException {
        String text = readText(in);
        return text == null ? null : new BigDecimal(text);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
