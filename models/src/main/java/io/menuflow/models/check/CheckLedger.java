package io.menuflow.models.check;

import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Modifier;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.AtPrice;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The money and units a check adds to each item: net of discounts, without tax where prices include it, a combo's money
 * shared over its parts by list price. Computed from the lines alone; of a valid check.
 */
public final class CheckLedger {

    private final Check check;
    private final List<Line> lines;
    private final long[] amounts;

    private CheckLedger(Check check, boolean pricesIncludeTax) {
        this.check = check;
        this.lines = check.lines();
        this.amounts = new long[lines.size()];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = Fixed.money(amount(lines.get(i), check.currency()));
        }
        if (pricesIncludeTax) {
            takeTaxOut();
        }
    }

    /** The sales of each item of a check that was not voided, in the order the items appear. */
    public static List<ItemSale> sales(Check check, boolean pricesIncludeTax) {
        return check.state() == Check.State.VOIDED ? List.of() : new CheckLedger(check, pricesIncludeTax).sales();
    }

    /** What of it was sold at prices typed in at the till, which no menu knows: its lines of kind OPEN_ITEM. */
    public static Tally openItems(Check check, boolean pricesIncludeTax) {
        boolean any = check.lines().stream().anyMatch(line -> line.kind() == LineKind.OPEN_ITEM);
        return !any || check.state() == Check.State.VOIDED
                ? Tally.ZERO
                : new CheckLedger(check, pricesIncludeTax).openItems();
    }

    /** What a line comes to: told, or list price and modifiers by quantity, rounded to the currency, less discount. */
    static BigDecimal amount(Line line, String currency) {
        if (line.netAmount() != null) {
            return line.netAmount();
        }
        if (line.parentLineId() != null) {
            return BigDecimal.ZERO; // the combo carries the money; a part adds only what is told as its own net amount
        }
        BigDecimal unit = line.unitListPrice();
        for (Modifier modifier : line.modifiers()) {
            unit = unit.add(modifier.price().multiply(modifier.quantity()));
        }
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        BigDecimal gross = unit.multiply(line.quantity()).setScale(digits, RoundingMode.HALF_UP);
        return line.discount() == null ? gross : gross.subtract(line.discount());
    }

    /** All lines together, whatever their kind: what the limit on a check is held against. */
    static BigDecimal gross(Check check) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : check.lines()) {
            sum = sum.add(amount(line, check.currency()));
        }
        return sum;
    }

    private void takeTaxOut() {
        BigDecimal tax = check.totals().tax();
        if (lines.stream().anyMatch(line -> line.tax() != null)) {
            takeOutTaxesOfLines();
        } else if (tax != null && tax.signum() != 0) {
            takeOutTaxOfHeader(tax);
        }
    }

    /** Each line's own; a part's comes out of its combo when that carries the money and tells no tax itself. */
    private void takeOutTaxesOfLines() {
        Map<String, Integer> untaxed = new HashMap<>();
        for (int i = 0; i < amounts.length; i++) {
            if (lines.get(i).tax() == null) {
                untaxed.put(lines.get(i).lineId(), i);
            }
        }
        for (int i = 0; i < amounts.length; i++) {
            BigDecimal tax = lines.get(i).tax();
            Integer combo = untaxed.get(lines.get(i).parentLineId());
            if (tax != null) {
                long rest = takeOut(i, Fixed.money(tax));
                if (combo != null) {
                    takeOut(combo, rest);
                }
            }
        }
    }

    /** By amount, over what was sold; a tax given back over what came back, whichever sign its source writes. */
    private void takeOutTaxOfHeader(BigDecimal tax) {
        boolean anySold = lines.stream().anyMatch(line -> isSold(line.kind()));
        boolean givenBack = tax.signum() < 0 || !anySold;
        BigDecimal[] weights = new BigDecimal[amounts.length];
        for (int i = 0; i < weights.length; i++) {
            LineKind kind = lines.get(i).kind();
            boolean taxed = givenBack ? kind == LineKind.REFUND : isSold(kind);
            weights[i] = taxed ? BigDecimal.valueOf(amounts[i]) : BigDecimal.ZERO;
        }
        if (Arrays.stream(weights).allMatch(weight -> weight.signum() == 0)) {
            return;
        }
        long[] taxes = Fixed.share(Fixed.money(tax.abs()), weights);
        for (int i = 0; i < amounts.length; i++) {
            takeOut(i, taxes[i]);
        }
    }

    /** Takes a tax out of a line, not more than is in it, and returns the rest. */
    private long takeOut(int line, long tax) {
        long taken = Math.min(tax, amounts[line]);
        amounts[line] -= taken;
        return tax - taken;
    }

    private static boolean isSold(LineKind kind) {
        return kind == LineKind.SALE || kind == LineKind.OPEN_ITEM;
    }

    private List<ItemSale> sales() {
        Set<String> combos = shareCombos();
        Map<String, ItemSale> byItem = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!combos.contains(lines.get(i).lineId())) {
                add(byItem, lines.get(i), amounts[i]);
            }
        }
        return byItem.values().stream().map(CheckLedger::counted).toList();
    }

    private Tally openItems() {
        Set<String> combos = shareCombos();
        long units = 0;
        long revenue = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.kind() == LineKind.OPEN_ITEM && !combos.contains(line.lineId())) {
                units = Math.addExact(units, Fixed.quantity(line.quantity()));
                revenue = Math.addExact(revenue, amounts[i]);
            }
        }
        return new Tally(units, units, revenue, units > 0 ? 1 : 0);
    }

    /** Gives the money of combos to their parts, and returns the lines that are combos. */
    private Set<String> shareCombos() {
        Map<String, List<Integer>> parts = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).parentLineId() != null) {
                parts.computeIfAbsent(lines.get(i).parentLineId(), id -> new ArrayList<>())
                        .add(i);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            shareCombo(i, parts.getOrDefault(lines.get(i).lineId(), List.of()));
        }
        return parts.keySet();
    }

    private void shareCombo(int combo, List<Integer> parts) {
        if (parts.isEmpty()) {
            return;
        }
        BigDecimal[] weights = new BigDecimal[parts.size()];
        for (int p = 0; p < weights.length; p++) {
            Line part = lines.get(parts.get(p));
            weights[p] = part.unitListPrice().multiply(part.quantity());
        }
        long[] shares = Fixed.share(amounts[combo], weights);
        for (int p = 0; p < shares.length; p++) {
            amounts[parts.get(p)] += shares[p];
        }
        amounts[combo] = 0;
    }

    private static void add(Map<String, ItemSale> byItem, Line line, long amount) {
        long units = Fixed.quantity(line.quantity());
        Tally tally =
                switch (line.kind()) {
                    case SALE, OPEN_ITEM -> new Tally(units, units, amount, 0);
                    case REFUND -> new Tally(-units, -units, -amount, 0);
                    case COMP, WASTE -> new Tally(0, units, 0, 0);
                };
        List<AtPrice> prices = tally.units() == 0 || line.kind() == LineKind.OPEN_ITEM
                ? List.of()
                : List.of(new AtPrice(Fixed.money(line.unitListPrice()), tally.units()));
        byItem.merge(
                line.itemId(),
                new ItemSale(line.itemId(), line.itemName(), line.category(), tally, prices),
                (a, b) -> new ItemSale(
                        a.itemId(),
                        a.name(),
                        a.category(),
                        a.tally().plus(b.tally()),
                        AtPrice.plus(a.prices(), b.prices())));
    }

    private static ItemSale counted(ItemSale sale) {
        Tally tally = sale.tally();
        long orders = tally.units() > 0 ? 1 : 0;
        return new ItemSale(
                sale.itemId(),
                sale.name(),
                sale.category(),
                new Tally(tally.units(), tally.costedUnits(), tally.revenue(), orders),
                tally.units() == 0 ? List.of() : sale.prices());
    }
}
