package io.menuflow.models.check;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.Modifier;
import io.menuflow.models.money.Fixed;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 64-bit hashes (XXH3, stable over releases) of a check's identity and of everything it says. */
public final class ContentHash {

    private ContentHash() {}

    /** The hash of (source, transaction id). */
    public static long identity(String source, String transactionId) {
        return Hashing.xxh3_64()
                .hashStream()
                .putString(source)
                .putString(transactionId)
                .getAsLong();
    }

    /** The hash of all a check says except its revision; numbers by value, 1.0 and 1.00 alike. */
    public static long content(Check check) {
        HashStream64 hash = Hashing.xxh3_64().hashStream();
        time(hash, check.openedAt());
        time(hash, check.closedAt());
        hash.putString(check.state().name()).putString(check.orderType().name());
        text(hash, check.channel());
        text(hash, check.servicePeriod());
        hash.putLong(check.guests() == null ? Long.MIN_VALUE : check.guests());
        text(hash, check.refundOf());
        text(hash, check.currency());
        hash.putInt(check.lines().size());
        check.lines().forEach(line -> line(hash, line));
        Check.Totals totals = check.totals();
        number(hash, totals.subtotal());
        number(hash, totals.discount());
        number(hash, totals.serviceCharge());
        number(hash, totals.tax());
        number(hash, totals.tip());
        number(hash, totals.rounding());
        number(hash, totals.total());
        return hash.getAsLong();
    }

    private static void line(HashStream64 hash, Line line) {
        text(hash, line.lineId());
        text(hash, line.itemId());
        text(hash, line.itemName());
        text(hash, line.category());
        text(hash, line.variant());
        text(hash, line.parentLineId());
        number(hash, line.quantity());
        number(hash, line.unitListPrice());
        hash.putInt(line.modifiers().size());
        for (Modifier modifier : line.modifiers()) {
            text(hash, modifier.id());
            text(hash, modifier.name());
            number(hash, modifier.quantity());
            number(hash, modifier.price());
        }
        number(hash, line.discount());
        number(hash, line.netAmount());
        number(hash, line.tax());
        hash.putString(line.kind().name());
    }

    private static void text(HashStream64 hash, @Nullable String value) {
        hash.putBoolean(value != null);
        if (value != null) {
            hash.putString(value);
        }
    }

    private static void time(HashStream64 hash, @Nullable Instant value) {
        hash.putLong(value == null ? Long.MIN_VALUE : value.toEpochMilli());
    }

    /** A number by its value: of a valid check it fits in hundred-thousandths. */
    private static void number(HashStream64 hash, @Nullable BigDecimal value) {
        hash.putLong(value == null ? Long.MIN_VALUE : Fixed.quantity(value));
    }
}
