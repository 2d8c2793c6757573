package io.menuflow.connectors.replay;

import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.OrderType;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One readable line of a file.
 *
 * @param transactionId the check it belongs to
 * @param number where it stands in the file, the first line being 1
 * @param quantity not negative
 * @param foodCost of one unit
 */
record SaleLine(
        String transactionId,
        long number,
        Instant closedAt,
        @Nullable Instant openedAt,
        String itemId,
        String itemName,
        @Nullable String category,
        @Nullable String variant,
        BigDecimal quantity,
        BigDecimal unitPrice,
        @Nullable BigDecimal netAmount,
        @Nullable BigDecimal discount,
        @Nullable BigDecimal tax,
        @Nullable BigDecimal foodCost,
        LineKind kind,
        @Nullable OrderType orderType,
        @Nullable String channel,
        @Nullable Integer guests,
        String currency) {

    /** This line with other amounts; what {@code merge_repeated} makes of lines that are the same. */
    SaleLine withAmounts(
            BigDecimal newQuantity,
            @Nullable BigDecimal newNetAmount,
            @Nullable BigDecimal newDiscount,
            @Nullable BigDecimal newTax) {
        return new SaleLine(
                transactionId,
                number,
                closedAt,
                openedAt,
                itemId,
                itemName,
                category,
                variant,
                newQuantity,
                unitPrice,
                newNetAmount,
                newDiscount,
                newTax,
                foodCost,
                kind,
                orderType,
                channel,
                guests,
                currency);
    }

    /** This line as if it stood at {@code other}: equal to another such line when only their places differ. */
    SaleLine at(long other) {
        return new SaleLine(
                transactionId,
                other,
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
                orderType,
                channel,
                guests,
                currency);
    }
}
