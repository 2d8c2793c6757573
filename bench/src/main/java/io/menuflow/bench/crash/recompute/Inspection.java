package io.menuflow.bench.crash.recompute;

import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a record that can be read cannot be counted, by the reason its dead letter gives: the first that applies. */
final class Inspection {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final BigDecimal MOST_UNITS = new BigDecimal("1000000");
    private static final BigDecimal MOST_MONEY = new BigDecimal("1000000000");
    private static final int NAME_BYTES = 128;

    private static final Set<String> MONEY = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());

    private Inspection() {}

    static boolean isRestaurantId(String id) {
        return id.matches("[A-Za-z0-9._-]{1,64}") && !id.equals(".") && !id.equals("..");
    }

    /** The reason against a check by itself, null when there is none. */
    static @Nullable String of(Transaction check) {
        if (!isId(check.getSource()) || !isId(check.getTransactionId()) || check.getRevision() < 0) {
            return "BAD_ID";
        }
        if (!isMoney(check.getCurrency())) {
            return "UNKNOWN_CURRENCY";
        }
        if (check.getClosedAt().isBefore(EARLIEST)) {
            return "ABSURD_TIME";
        }
        List<TransactionLine> lines = check.getLines();
        if (lines.isEmpty()) {
            return check.getState() == TransactionState.CLOSED ? "NO_LINES" : null;
        }
        if (lines.size() > 1_000) {
            return "TOO_MANY_LINES";
        }
        Set<String> ids = new HashSet<>();
        for (TransactionLine line : lines) {
            if (!ids.add(line.getLineId())) {
                return "DUPLICATE_LINE";
            }
        }
        for (TransactionLine line : lines) {
            String reason = of(line, check.getCurrency());
            if (reason != null) {
                return reason;
            }
            if (line.getParentLineId() != null && !ids.contains(line.getParentLineId())) {
                return "BAD_COMBO";
            }
        }
        return null;
    }

    private static @Nullable String of(TransactionLine line, String currency) {
        if (!isId(line.getLineId()) || !isId(line.getItemId())) {
            return "BAD_ID";
        }
        if (line.getQuantity().signum() < 0 || line.getQuantity().compareTo(MOST_UNITS) > 0) {
            return "BAD_QUANTITY";
        }
        BigDecimal[] amounts = {line.getUnitListPrice(), line.getDiscount(), line.getNetAmount(), line.getTax()};
        for (BigDecimal amount : amounts) {
            if (amount != null && amount.signum() < 0) {
                return "NEGATIVE_PRICE";
            }
            if (amount != null && amount.compareTo(MOST_MONEY) > 0) {
                return "BAD_AMOUNT";
            }
        }
        return Receipt.amount(line, currency).signum() < 0 ? "BAD_AMOUNT" : null;
    }

    private static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= NAME_BYTES && id.chars().noneMatch(c -> c < ' ' || c == 0x7F);
    }

    private static boolean isMoney(String code) {
        return MONEY.contains(code);
    }

    /** Whether a restaurant can be what it says. */
    static boolean isGood(Restaurant restaurant) {
        return !restaurant.getName().isBlank()
                && isMoney(restaurant.getCurrency())
                && !restaurant.getCalendars().isEmpty()
                && restaurant.getCalendars().stream()
                        .allMatch(period -> ZoneId.getAvailableZoneIds().contains(period.getZone())
                                && period.getCutOffMinutes() >= 0
                                && period.getCutOffMinutes() < 24 * 60);
    }

    /** Whether a menu item can be what it says. */
    static boolean isGood(MenuItem item) {
        return !item.getName().isBlank() && ascends(item.getPrices()) && ascends(item.getFoodCosts());
    }

    /** Whether a day can be what it says. */
    static boolean isGood(RestaurantDay day) {
        return !day.getDate().isBefore(LocalDate.of(2000, 1, 1));
    }

    static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean ascends(List<DatedAmount> amounts) {
        for (int i = 0; i < amounts.size(); i++) {
            boolean after = i == 0
                    || amounts.get(i - 1)
                            .getEffectiveFrom()
                            .isBefore(amounts.get(i).getEffectiveFrom());
            if (!after || amounts.get(i).getAmount().signum() < 0) {
                return false;
            }
        }
        return true;
    }
}
