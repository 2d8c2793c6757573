package io.menuflow.serving.rest;

import io.menuflow.models.money.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers and names look in answers. */
final class Numbers {

    private static final int MAX_DECIMALS = 4;

    private Numbers() {}

    /** Decimals of a currency's amounts. */
    static int digits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    /** Money with the currency's decimals, and up to four when they say more. */
    static @Nullable BigDecimal optionalMoney(@Nullable BigDecimal amount, int digits) {
        return amount == null ? null : money(amount, digits);
    }

    /** Money with the currency's decimals, and up to four when they say more. */
    static BigDecimal money(BigDecimal amount, int digits) {
        BigDecimal shown = plain(amount);
        return shown.scale() < digits ? shown.setScale(digits, RoundingMode.UNNECESSARY) : shown;
    }

    /** A number with at most four decimals and no trailing zeros. */
    static BigDecimal plain(BigDecimal number) {
        return plain(number, MAX_DECIMALS);
    }

    /** A quantity, every decimal of it, without trailing zeros. */
    static BigDecimal quantity(BigDecimal number) {
        return plain(number, Fixed.QUANTITY_SCALE);
    }

    private static BigDecimal plain(BigDecimal number, int decimals) {
        BigDecimal shown = number.setScale(Math.min(Math.max(number.scale(), 0), decimals), RoundingMode.HALF_EVEN);
        shown = shown.signum() == 0 ? BigDecimal.ZERO : shown.stripTrailingZeros();
        return shown.scale() < 0 ? shown.setScale(0, RoundingMode.UNNECESSARY) : shown;
    }

    /** A share or rank with four decimals. */
    static @Nullable BigDecimal share(@Nullable Double value) {
        return value == null ? null : BigDecimal.valueOf(value).setScale(MAX_DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** An estimate with at most four decimals. */
    static BigDecimal real(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    /** An estimate of units or percent, in tenths. */
    static BigDecimal tenths(double value) {
        return plain(BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN));
    }

    /** A setting's name as it is written in requests. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
