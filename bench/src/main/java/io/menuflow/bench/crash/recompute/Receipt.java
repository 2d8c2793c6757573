package io.menuflow.bench.crash.recompute;

import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.Modifier;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one check adds to each item. */
final class Receipt {

    private Receipt() {}

    /** What a check adds to an item, what it calls it, and the units sold at each list price. */
    record Share(String name, @Nullable String category, Amounts amounts, Map<BigDecimal, BigDecimal> prices) {
        Share plus(Share other) {
            Map<BigDecimal, BigDecimal> both = new TreeMap<>(prices);
            other.prices.forEach((price, units) -> both.merge(price, units, BigDecimal::add));
            return new Share(name, category, amounts.plus(other.amounts), both);
        }

        private Share asOneOrder(boolean withOthers) {
            boolean nothing = amounts.units().signum() == 0;
            return new Share(name, category, amounts.asOneOrder(withOthers), nothing ? Map.of() : prices);
        }
    }

    /** The shares by item; nothing of a check taken back whole. */
    static Map<String, Share> of(Transaction check, boolean pricesIncludeTax) {
        Map<String, Share> shares = new LinkedHashMap<>();
        if (check.getState() == TransactionState.VOIDED) {
            return shares;
        }
        Set<String> combos = new HashSet<>();
        for (TransactionLine line : check.getLines()) {
            if (line.getParentLineId() != null) {
                combos.add(line.getParentLineId());
            }
        }
        boolean taxOnLines = check.getLines().stream().anyMatch(line -> line.getTax() != null);
        BigDecimal headerTax = check.getTax();
        if (pricesIncludeTax && !taxOnLines && headerTax != null && headerTax.signum() != 0) {
            throw new IllegalStateException("the recompute knows no tax of the header alone: " + check);
        }
        for (TransactionLine line : check.getLines()) {
            BigDecimal amount = amount(line, check.getCurrency());
            if (pricesIncludeTax && line.getTax() != null) {
                amount = amount.subtract(line.getTax().min(amount));
            }
            if (!combos.contains(line.getLineId())) {
                Amounts signed = signed(line, amount);
                Map<BigDecimal, BigDecimal> prices =
                        signed.units().signum() == 0 || line.getKind() == LineKind.OPEN_ITEM
                                ? Map.of()
                                : Map.of(line.getUnitListPrice(), signed.units());
                Share share = new Share(line.getItemName(), line.getCategory(), signed, prices);
                shares.merge(line.getItemId(), share, Share::plus);
            } else if (amount.signum() != 0) {
                throw new IllegalStateException("the recompute knows no combo that carries money itself: " + check);
            }
        }
        long sold =
                shares.values().stream().filter(share -> share.amounts().sold()).count();
        shares.replaceAll((item, share) -> share.asOneOrder(sold > 1));
        return shares;
    }

    /** What a line comes to: as told, or list price and modifiers by quantity, less the discount. */
    static BigDecimal amount(TransactionLine line, String currency) {
        if (line.getNetAmount() != null) {
            return line.getNetAmount();
        }
        if (line.getParentLineId() != null) {
            return BigDecimal.ZERO;
        }
        BigDecimal unit = line.getUnitListPrice();
        for (Modifier modifier : line.getModifiers()) {
            unit = unit.add(modifier.getQuantity().multiply(modifier.getPrice()));
        }
        int cents = Currency.getInstance(currency).getDefaultFractionDigits();
        BigDecimal gross = line.getQuantity().multiply(unit).setScale(cents, RoundingMode.HALF_UP);
        return line.getDiscount() == null ? gross : gross.subtract(line.getDiscount());
    }

    private static Amounts signed(TransactionLine line, BigDecimal amount) {
        BigDecimal units = line.getQuantity();
        LineKind kind = line.getKind();
        return switch (kind) {
            case SALE, OPEN_ITEM -> new Amounts(units, units, amount, 0);
            case REFUND -> new Amounts(units.negate(), units.negate(), amount.negate(), 0);
            case COMP, WASTE -> new Amounts(BigDecimal.ZERO, units, BigDecimal.ZERO, 0);
        };
    }
}
