package io.menuflow.models.check;

import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Modifier;
import io.menuflow.models.check.Check.State;
import io.menuflow.models.check.Rejection.Reason;
import io.menuflow.models.money.Fixed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a check can be counted, judged by itself: the same rules for REST, files and Kafka. */
public final class CheckValidator {

    /** Lines a check may have. */
    public static final int MAX_LINES = 1_000;
    /** Modifiers a line may have. */
    public static final int MAX_MODIFIERS = 50;
    /** The largest quantity of a line, in units. */
    public static final BigDecimal MAX_QUANTITY = BigDecimal.valueOf(1_000_000);
    /** The largest amount, in units of the currency: sums of these cannot overflow in any believable history. */
    public static final BigDecimal MAX_AMOUNT = BigDecimal.valueOf(1_000_000_000);
    /** Before this no point-of-sale event is believed. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final int HEADER = -1;
    private static final int MAX_NAME_BYTES = 512;
    private static final int MAX_REASONS = 20;
    /** Digits, and decimals written out, from which a number is no amount anybody meant. */
    private static final int MAX_SCALE = 100;

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final List<Rejection> rejections = new ArrayList<>();
    private final Check check;
    /** Where the fields being looked at stand: named only in a rejection, which hardly ever comes. */
    private int lineAt = HEADER;

    private int modifierAt = HEADER;

    private CheckValidator(Check check) {
        this.check = check;
    }

    /** Every reason against the check, the first 20; empty when it can be counted. */
    public static List<Rejection> validate(Check check) {
        CheckValidator validator = new CheckValidator(check);
        validator.header();
        validator.lines();
        return List.copyOf(validator.rejections);
    }

    /** Whether {@code code} is money in ISO 4217: not gold (XAU), a test (XTS) or no currency (XXX). */
    public static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
    }

    private void header() {
        if (!Ids.isRestaurant(check.restaurantId())) {
            reject(Reason.BAD_ID, "restaurant_id", Ids.RESTAURANT_RULE);
        }
        id("source", check.source());
        id("transaction_id", check.transactionId());
        if (check.refundOf() != null) {
            id("refund_of", check.refundOf());
        }
        if (check.revision() < 0) {
            reject(Reason.BAD_ID, "revision", "must not be negative");
        }
        if (!isCurrency(check.currency())) {
            reject(
                    Reason.UNKNOWN_CURRENCY,
                    "currency",
                    "'" + shortened(check.currency()) + "' is no ISO 4217 code of money");
        }
        if (check.closedAt().isBefore(EARLIEST)) {
            reject(Reason.ABSURD_TIME, "closed_at", check.closedAt() + " is before " + EARLIEST);
        }
        text("channel", check.channel());
        text("service_period", check.servicePeriod());
        totals();
    }

    private void totals() {
        Check.Totals totals = check.totals();
        amount("subtotal", totals.subtotal(), true);
        amount("discount", totals.discount(), true);
        amount("service_charge", totals.serviceCharge(), true);
        amount("tax", totals.tax(), true);
        amount("tip", totals.tip(), true);
        amount("rounding", totals.rounding(), true);
        amount("total", totals.total(), true);
    }

    private void lines() {
        List<Line> lines = check.lines();
        if (lines.isEmpty() && check.state() == State.CLOSED) {
            reject(Reason.NO_LINES, "lines", "a closed check needs a line; a check taken back whole is VOIDED");
        }
        if (lines.size() > MAX_LINES) {
            reject(Reason.TOO_MANY_LINES, "lines", "has " + lines.size() + " lines, the limit is " + MAX_LINES);
            return;
        }
        Map<String, Line> byId = new HashMap<>();
        for (lineAt = 0; lineAt < lines.size(); lineAt++) {
            if (byId.put(lines.get(lineAt).lineId(), lines.get(lineAt)) != null) {
                reject(Reason.DUPLICATE_LINE, "line_id", "stands twice in the check");
            }
        }
        for (lineAt = 0; lineAt < lines.size(); lineAt++) {
            line(lines.get(lineAt));
            combo(lines.get(lineAt), byId);
        }
        lineAt = HEADER;
        if (rejections.isEmpty() && CheckLedger.gross(check).compareTo(MAX_AMOUNT) > 0) {
            reject(Reason.BAD_AMOUNT, "lines", "add up to more than " + MAX_AMOUNT);
        }
    }

    private void line(Line line) {
        id("line_id", line.lineId());
        id("item_id", line.itemId());
        text("item_name", line.itemName());
        text("category", line.category());
        text("variant", line.variant());
        quantity("quantity", line.quantity());
        amount("unit_list_price", line.unitListPrice(), false);
        amount("discount", line.discount(), false);
        amount("net_amount", line.netAmount(), false);
        amount("tax", line.tax(), false);
        if (line.modifiers().size() > MAX_MODIFIERS) {
            reject(Reason.TOO_MANY_LINES, "modifiers", "at most " + MAX_MODIFIERS);
            return;
        }
        for (modifierAt = 0; modifierAt < line.modifiers().size(); modifierAt++) {
            modifier(line.modifiers().get(modifierAt));
        }
        modifierAt = HEADER;
        if (rejections.isEmpty() && CheckLedger.amount(line, check.currency()).signum() < 0) {
            reject(Reason.BAD_AMOUNT, "discount", "is larger than the line: money back is a line of kind REFUND");
        }
    }

    private void modifier(Modifier modifier) {
        text("id", modifier.id());
        text("name", modifier.name());
        quantity("quantity", modifier.quantity());
        amount("price", modifier.price(), true);
    }

    private void combo(Line line, Map<String, Line> byId) {
        if (line.parentLineId() == null) {
            return;
        }
        Line parent = byId.get(line.parentLineId());
        if (parent == null) {
            reject(Reason.BAD_COMBO, "parent_line_id", "names no line of this check");
        } else if (parent.parentLineId() != null) {
            reject(Reason.BAD_COMBO, "parent_line_id", "names a line that is itself a part: combos do not nest");
        } else if (signOf(parent.kind()) != signOf(line.kind())) {
            reject(Reason.BAD_COMBO, "kind", "must be the kind of the combo it is a part of");
        }
    }

    private static int signOf(LineKind kind) {
        return switch (kind) {
            case SALE, OPEN_ITEM -> 1;
            case REFUND -> -1;
            case COMP, WASTE -> 0;
        };
    }

    private void id(String field, String value) {
        if (!Ids.isId(value)) {
            reject(Reason.BAD_ID, field, "must be 1 to " + Ids.MAX_BYTES + " bytes without control characters");
        }
    }

    private void text(String field, @Nullable String value) {
        if (value != null && !Ids.isText(value, MAX_NAME_BYTES)) {
            reject(Reason.TEXT_TOO_LONG, field, "at most " + MAX_NAME_BYTES + " bytes, no control characters");
        }
    }

    private void quantity(String field, BigDecimal value) {
        if (value.signum() < 0 || value.compareTo(MAX_QUANTITY) > 0 || decimals(value) > Fixed.QUANTITY_SCALE) {
            reject(
                    Reason.BAD_QUANTITY,
                    field,
                    shortened(value) + " must be 0 to " + MAX_QUANTITY + " with at most " + Fixed.QUANTITY_SCALE
                            + " decimals; what comes back is a line of kind REFUND");
        }
    }

    private void amount(String field, @Nullable BigDecimal value, boolean signed) {
        if (value == null) {
            return;
        }
        if (!signed && value.signum() < 0) {
            reject(Reason.NEGATIVE_PRICE, field, shortened(value) + " must not be negative");
        } else if (value.abs().compareTo(MAX_AMOUNT) > 0 || decimals(value) > Fixed.MONEY_SCALE) {
            reject(
                    Reason.BAD_AMOUNT,
                    field,
                    shortened(value) + " must be at most " + MAX_AMOUNT + " with at most " + Fixed.MONEY_SCALE
                            + " decimals");
        }
    }

    /**
     * Decimals that matter, without building the number: 1E-1000000000 must not cost memory, and neither must adding
     * 0E-1000000000 to another number, which writes that one out.
     */
    private static int decimals(BigDecimal value) {
        if (Math.abs((long) value.scale()) > MAX_SCALE || value.precision() > MAX_SCALE) {
            return Integer.MAX_VALUE;
        }
        if (value.scale() <= Fixed.MONEY_SCALE) {
            return Math.max(0, value.scale());
        }
        return value.signum() == 0 ? 0 : Math.max(0, value.stripTrailingZeros().scale());
    }

    private static String shortened(Object value) {
        String text = value instanceof BigDecimal number && Math.abs((long) number.scale()) > 40
                ? number.toString()
                : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private void reject(Reason reason, String field, String message) {
        if (rejections.size() < MAX_REASONS) {
            String at = lineAt == HEADER ? "" : "lines[" + lineAt + "].";
            String in = modifierAt == HEADER ? "" : "modifiers[" + modifierAt + "].";
            rejections.add(new Rejection(reason, at + in + field, message));
        }
    }
}
