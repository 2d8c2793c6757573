package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Modifier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a simulated check has to keep to, computed again from its lines. */
final class CheckRules {

    private CheckRules() {}

    /** Every rule the check breaks. */
    static List<String> broken(Check check, RestaurantDefinition restaurant) {
        List<String> broken = new ArrayList<>();
        List<Line> lines = check.lines();
        rule(broken, check.restaurantId().equals(restaurant.id()), "restaurant");
        rule(broken, check.currency().equals(restaurant.currency()), "currency");
        rule(broken, check.source().equals("simulator"), "source");
        rule(broken, !lines.isEmpty() && lines.size() <= 30, "1 to 30 lines");
        List<Line> ordered = lines.stream()
                .filter(line -> line.parentLineId() == null && !line.lineId().endsWith("r"))
                .toList();
        rule(broken, ordered.stream().map(Line::itemId).distinct().count() == ordered.size(), "distinct items");
        rule(broken, lines.stream().map(Line::lineId).distinct().count() == lines.size(), "distinct line ids");
        rule(broken, check.openedAt() == null || check.openedAt().isBefore(check.closedAt()), "opened before closed");
        rule(broken, (check.guests() != null) == isDineIn(check), "guests where they sit");
        for (Line line : lines) {
            List<Line> parts = lines.stream()
                    .filter(part -> line.lineId().equals(part.parentLineId()))
                    .toList();
            if (!parts.isEmpty()) {
                combo(broken, line, parts);
            } else if (line.parentLineId() == null) {
                line(broken, line);
            }
        }
        totals(broken, check, restaurant);
        return broken;
    }

    private static boolean isDineIn(Check check) {
        return check.orderType() == Check.OrderType.DINE_IN && check.refundOf() == null;
    }

    /** The parts carry the combo's money to the cent. */
    private static void combo(List<String> broken, Line combo, List<Line> parts) {
        BigDecimal money =
                parts.stream().map(part -> orZero(part.netAmount())).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal price = combo.kind() == LineKind.COMP
                ? BigDecimal.ZERO
                : combo.unitListPrice().multiply(combo.quantity());
        rule(broken, money.compareTo(price) == 0, "money of a combo");
        rule(broken, orZero(combo.netAmount()).signum() == 0, "combo itself without money");
        rule(broken, parts.stream().allMatch(part -> part.kind() == combo.kind()), "parts as their combo");
        rule(
                broken,
                parts.stream().allMatch(part -> part.quantity().compareTo(combo.quantity()) == 0),
                "as many parts");
    }

    private static void line(List<String> broken, Line line) {
        rule(broken, line.quantity().signum() > 0, "quantity is positive");
        rule(
                broken,
                line.quantity().stripTrailingZeros().scale() <= 0
                        || line.itemId().equals("fiorentina"),
                "whole");
        rule(broken, isAmount(line.unitListPrice()), "price");
        rule(broken, line.discount() == null || isAmount(line.discount()), "discount");
        BigDecimal unit = line.unitListPrice();
        for (Modifier modifier : line.modifiers()) {
            rule(broken, isAmount(modifier.price()), "modifier's price");
            unit = unit.add(modifier.price().multiply(modifier.quantity()));
        }
        BigDecimal gross = unit.multiply(line.quantity()).setScale(2, RoundingMode.HALF_UP);
        BigDecimal net = line.kind() == LineKind.COMP ? BigDecimal.ZERO : gross.subtract(orZero(line.discount()));
        rule(broken, isAmount(line.netAmount()) && orZero(line.netAmount()).compareTo(net) == 0, "net amount");
        rule(broken, isAmount(line.tax()), "tax");
    }

    private static void totals(List<String> broken, Check check, RestaurantDefinition restaurant) {
        BigDecimal net = BigDecimal.ZERO;
        BigDecimal tax = BigDecimal.ZERO;
        for (Line line : check.lines()) {
            BigDecimal sign = line.kind() == LineKind.REFUND ? BigDecimal.ONE.negate() : BigDecimal.ONE;
            net = net.add(orZero(line.netAmount()).multiply(sign));
            tax = tax.add(orZero(line.tax()).multiply(sign));
        }
        Check.Totals totals = check.totals();
        BigDecimal total = net.add(orZero(totals.serviceCharge())).add(orZero(totals.tip()));
        rule(
                broken,
                orZero(totals.subtotal()).subtract(orZero(totals.discount())).compareTo(net) == 0,
                "subtotal");
        rule(broken, orZero(totals.tax()).compareTo(tax) == 0, "header's tax");
        BigDecimal due = restaurant.pricesIncludeTax() ? total : total.add(tax);
        rule(broken, orZero(totals.total()).compareTo(due) == 0, "total");
        rule(broken, orZero(totals.total()).scale() == 2, "total has two decimals");
    }

    private static boolean isAmount(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() >= 0 && amount.scale() == 2;
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static void rule(List<String> broken, boolean kept, String name) {
        if (!kept) {
            broken.add(name);
        }
    }
}
