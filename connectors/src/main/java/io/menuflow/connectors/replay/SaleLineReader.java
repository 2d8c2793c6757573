package io.menuflow.connectors.replay;

import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.OrderType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one file as lines of checks, by a mapping. */
final class SaleLineReader {

    /** The longest text a line may bring, in characters. */
    static final int LONGEST = 4096;

    private static final String UNKNOWN_ORDER_TYPE = "lines with an order_type that is no order type, read as UNKNOWN";
    private static final int PRICE_DECIMALS = 4;

    private final Mapping mapping;
    private final Map<Field, Column.Cell> cells = new EnumMap<>(Field.class);
    private final List<Skip> skips;
    private final Map<String, BigDecimal> priceList;
    private final Instant latest;
    private final Consumer<String> notes;
    private String lastTime = "";
    private @Nullable Instant lastInstant;

    /**
     * @param header told which columns the mapping needs
     * @param priceList prices by item, for lines that tell none
     * @param latest a line that claims to be later cannot be right
     * @param notes told what is odd and read all the same
     */
    SaleLineReader(
            Mapping mapping, Header header, Map<String, BigDecimal> priceList, Instant latest, Consumer<String> notes) {
        this.mapping = mapping;
        this.priceList = priceList;
        this.latest = latest;
        this.notes = notes;
        mapping.columns().forEach((field, column) -> cells.put(field, column.in(header)));
        this.skips = mapping.skip().stream()
                .map(rule -> new Skip(rule, rule.column().in(header)))
                .toList();
    }

    private record Skip(SkipRule rule, Column.Cell cell) {}

    Reading read(Row.Cells row) {
        for (Skip skip : skips) {
            if (skip.rule.values().contains(trimmed(skip.cell.of(row.values())))) {
                return new Reading.Skipped(skip.rule.name());
            }
        }
        try {
            return new Reading.Sale(sale(row));
        } catch (UnreadableException e) {
            return new Reading.Unreadable(e.reason, e.detail);
        }
    }

    private SaleLine sale(Row.Cells row) throws UnreadableException {
        String transactionId = mapping.oneCheckPerLine() ? "line-" + row.line() : required(Field.TRANSACTION_ID, row);
        String itemId = required(cells.containsKey(Field.ITEM_ID) ? Field.ITEM_ID : Field.ITEM_NAME, row);
        String itemName = text(Field.ITEM_NAME, row);
        BigDecimal quantity = quantity(row);
        boolean refund = quantity.signum() < 0;
        BigDecimal netAmount = amount(Field.LINE_AMOUNT, row, refund);
        BigDecimal discount = amount(Field.DISCOUNT, row, refund);
        String currency = text(Field.CURRENCY, row);
        return new SaleLine(
                transactionId,
                row.line(),
                closedAt(row),
                optionalTime(Field.OPENED_AT, row),
                itemId,
                itemName == null ? itemId : itemName,
                text(Field.CATEGORY, row),
                text(Field.VARIANT, row),
                quantity.abs(),
                unitPrice(row, itemId, quantity.abs(), netAmount, discount),
                netAmount,
                discount,
                amount(Field.TAX, row, refund),
                amount(Field.FOOD_COST, row, false),
                kind(row, refund),
                orderType(row),
                text(Field.CHANNEL, row),
                guests(row),
                currency == null ? mapping.restaurant().currency() : currency);
    }

    private BigDecimal quantity(Row.Cells row) throws UnreadableException {
        if (!cells.containsKey(Field.QUANTITY)) {
            return BigDecimal.ONE;
        }
        BigDecimal quantity = number(Field.QUANTITY, required(Field.QUANTITY, row));
        if (quantity.signum() < 0 && !mapping.negativeQuantityIsRefund()) {
            throw new UnreadableException("quantity is negative", quantity.toPlainString());
        }
        return quantity;
    }

    private BigDecimal unitPrice(
            Row.Cells row,
            String itemId,
            BigDecimal quantity,
            @Nullable BigDecimal netAmount,
            @Nullable BigDecimal discount)
            throws UnreadableException {
        BigDecimal price = amount(Field.UNIT_PRICE, row, false);
        if (price == null) {
            price = priceList.get(itemId);
        }
        if (price != null) {
            return price;
        }
        if (netAmount == null) {
            throw mapping.priceList() == null
                    ? new UnreadableException(
                            (cells.containsKey(Field.UNIT_PRICE) ? Field.UNIT_PRICE : Field.LINE_AMOUNT).key()
                                    + " is empty",
                            itemId)
                    : new UnreadableException("no price, and the item is not in the price list", itemId);
        }
        if (quantity.signum() == 0) {
            throw new UnreadableException("quantity is 0, so that line_amount gives no price", itemId);
        }
        // The amount itself travels as net_amount: rounding the price loses no money.
        return netAmount
                .add(discount == null ? BigDecimal.ZERO : discount)
                .divide(quantity, PRICE_DECIMALS, RoundingMode.HALF_UP);
    }

    private Instant closedAt(Row.Cells row) throws UnreadableException {
        Instant time;
        if (cells.containsKey(Field.CLOSED_AT)) {
            time = time(Field.CLOSED_AT, required(Field.CLOSED_AT, row));
        } else {
            String date = required(Field.DATE, row);
            time = time(Field.DATE, cells.containsKey(Field.TIME) ? date + " " + required(Field.TIME, row) : date);
        }
        if (time.isAfter(latest)) {
            throw new UnreadableException("time is in the future", time.toString());
        }
        return time;
    }

    private @Nullable Instant optionalTime(Field field, Row.Cells row) throws UnreadableException {
        String text = text(field, row);
        return text == null ? null : time(field, text);
    }

    /** Lines of one check mostly stand together, so the last answer is remembered. */
    private Instant time(Field field, String text) throws UnreadableException {
        Instant known = lastInstant;
        if (known != null && text.equals(lastTime)) {
            return known;
        }
        Instant parsed = mapping.times().parse(text);
        if (parsed == null) {
            throw new UnreadableException(field.key() + " is not a time by the date_format", shown(text));
        }
        lastTime = text;
        lastInstant = parsed;
        return parsed;
    }

    /** A refund's amounts may carry the minus sign of its quantity. */
    private @Nullable BigDecimal amount(Field field, Row.Cells row, boolean refund) throws UnreadableException {
        String text = text(field, row);
        if (text == null) {
            return null;
        }
        BigDecimal amount = number(field, text);
        if (amount.signum() < 0 && !refund) {
            throw new UnreadableException(field.key() + " is negative", amount.toPlainString());
        }
        return amount.abs();
    }

    private BigDecimal number(Field field, String text) throws UnreadableException {
        BigDecimal number = mapping.numbers().parse(text);
        if (number == null) {
            throw new UnreadableException(field.key() + " is not a number", shown(text));
        }
        return number;
    }

    private LineKind kind(Row.Cells row, boolean refund) throws UnreadableException {
        String text = text(Field.LINE_KIND, row);
        if (text == null) {
            return refund ? LineKind.REFUND : LineKind.SALE;
        }
        try {
            LineKind kind = LineKind.valueOf(text.toUpperCase(Locale.ROOT));
            return refund && kind == LineKind.SALE ? LineKind.REFUND : kind;
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("line_kind is none of SALE, REFUND, COMP, WASTE, OPEN_ITEM", shown(text));
        }
    }

    private @Nullable OrderType orderType(Row.Cells row) throws UnreadableException {
        String text = text(Field.ORDER_TYPE, row);
        if (text == null) {
            return null;
        }
        try {
            return OrderType.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            notes.accept(UNKNOWN_ORDER_TYPE);
            return OrderType.UNKNOWN;
        }
    }

    private @Nullable Integer guests(Row.Cells row) throws UnreadableException {
        String text = text(Field.GUESTS, row);
        try {
            return text == null
                    ? null
                    : Integer.valueOf(number(Field.GUESTS, text).intValueExact());
        } catch (ArithmeticException e) {
            throw new UnreadableException("guests is not a whole number", shown(String.valueOf(text)));
        }
    }

    private String required(Field field, Row.Cells row) throws UnreadableException {
        String text = text(field, row);
        if (text == null) {
            throw new UnreadableException(field.key() + " is empty", "");
        }
        return text;
    }

    /** The field's text after trimming and its value map; null when it is not mapped, or empty. */
    private @Nullable String text(Field field, Row.Cells row) throws UnreadableException {
        Column.Cell cell = cells.get(field);
        if (cell == null) {
            return null;
        }
        String text = trimmed(cell.of(row.values()));
        if (text.length() > LONGEST) {
            throw new UnreadableException(
                    field.key() + " is longer than " + LONGEST + " characters", text.length() + " characters");
        }
        Map<String, String> map = mapping.valueMaps().get(field);
        String mapped = map == null ? text : map.getOrDefault(text, text);
        return mapped.isEmpty() ? null : mapped;
    }

    private String trimmed(String text) {
        return mapping.format().trim() ? Text.trim(text) : text;
    }

    private static String shown(String text) {
        return "'" + Text.excerpt(text) + "'";
    }

    /** Ends the reading of one line; never leaves this class, and so needs no stack. */
    private static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;
        private final String detail;

        UnreadableException(String reason, String detail) {
            super(reason, null, false, false);
            this.reason = reason;
            this.detail = detail;
        }
    }
}
