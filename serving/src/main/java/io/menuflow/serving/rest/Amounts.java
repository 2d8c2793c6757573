package io.menuflow.serving.rest;

import io.menuflow.schemas.avro.DatedAmount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prices and food costs of an item over time, ascending by the business day from which each holds. */
final class Amounts {

    /** What an amount must be, for messages. */
    static final String RULE = "must be 0 to 1000000000 with at most 4 decimals";

    private static final int SCALE = 4;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    private Amounts() {}

    /** Whether it is as {@link #RULE} says. */
    static boolean isAmount(BigDecimal amount) {
        return amount.signum() >= 0
                && amount.compareTo(MOST) <= 0
                && (amount.signum() == 0 || amount.stripTrailingZeros().scale() <= SCALE);
    }

    /** An amount from a day on, which is {@link LocalDate#EPOCH} for always. */
    static DatedAmount of(LocalDate from, BigDecimal amount) {
        return DatedAmount.newBuilder()
                .setEffectiveFrom(from)
                .setAmount(amount.setScale(SCALE, RoundingMode.UNNECESSARY))
                .build();
    }

    /** The entry in force on a business day; null when none is yet. */
    static @Nullable DatedAmount inForce(List<DatedAmount> ascending, LocalDate day) {
        DatedAmount inForce = null;
        for (DatedAmount entry : ascending) {
            if (!entry.getEffectiveFrom().isAfter(day)) {
                inForce = entry;
            }
        }
        return inForce;
    }

    /**
     * An amount without a date: it holds always when none is in force, and from today when another one is. What is planned
     * for later days stays.
     */
    static List<DatedAmount> changed(List<DatedAmount> before, BigDecimal amount, LocalDate today) {
        DatedAmount inForce = inForce(before, today);
        if (inForce == null) {
            return changed(before, LocalDate.EPOCH, amount);
        }
        return inForce.getAmount().compareTo(amount) == 0 ? before : changed(before, today, amount);
    }

    /** An amount from a day on, until the next one: the others stay. */
    static List<DatedAmount> changed(List<DatedAmount> before, LocalDate from, BigDecimal amount) {
        List<DatedAmount> amounts = new ArrayList<>(before);
        amounts.removeIf(entry -> entry.getEffectiveFrom().equals(from));
        amounts.add(of(from, amount));
        amounts.sort(Comparator.comparing(DatedAmount::getEffectiveFrom));
        return amounts;
    }
}
