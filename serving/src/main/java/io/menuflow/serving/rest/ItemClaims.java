package io.menuflow.serving.rest;

import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.serving.rest.Problem.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the lines of a file say of one item: several may each tell a part of it, and none may take back what another told. */
final class ItemClaims {

    private static final Set<String> AMOUNTS = Set.of("price", "food_cost");

    private final Map<String, Claim> claims = new HashMap<>();

    /** What a line said, as it would be said again. */
    private record Claim(String column, String value, String cell, int line) {}

    /**
     * Takes what a line says, unless it says something else than one before.
     *
     * @param before as the lines before left the item; null when there is none
     * @return where it contradicts
     */
    List<FieldError> add(MenuFile.Line line, @Nullable MenuItem before, LocalDate today) {
        Map<String, Claim> own = new HashMap<>();
        line.cells().forEach((column, cell) -> {
            if (AMOUNTS.contains(column)) {
                Claim claim = new Claim(column, amount(cell), cell, line.number());
                days(column, line.cells().get(column + "_from"), before, today)
                        .forEach(day -> own.put(column + " " + day, claim));
            } else if (!column.equals("item_id") && !AMOUNTS.contains(column.replace("_from", ""))) {
                own.put(column, new Claim(column, value(column, cell), cell, line.number()));
            }
        });
        List<FieldError> errors = new ArrayList<>();
        own.forEach((key, claim) -> {
            Claim first = claims.get(key);
            if (first != null && !first.value().equals(claim.value())) {
                FieldError error = new FieldError(
                        claim.column(),
                        "is '" + claim.cell() + "' where line " + first.line() + " says '" + first.cell() + "'");
                if (!errors.contains(error)) {
                    errors.add(error);
                }
            }
        });
        if (errors.isEmpty()) {
            own.forEach(claims::putIfAbsent);
        }
        return errors;
    }

    /** The days an amount is told of: one without a date is told of today, and of always where none is in force. */
    private static List<String> days(String column, @Nullable String from, @Nullable MenuItem before, LocalDate today) {
        if (from != null) {
            return List.of(
                    MenuCsv.ALWAYS.equalsIgnoreCase(from)
                            ? LocalDate.EPOCH.toString()
                            : LocalDate.parse(from).toString());
        }
        List<DatedAmount> amounts =
                before == null ? List.of() : column.equals("price") ? before.getPrices() : before.getFoodCosts();
        return Amounts.inForce(amounts, today) == null
                ? List.of("", today.toString(), LocalDate.EPOCH.toString())
                : List.of("", today.toString());
    }

    private static String amount(String cell) {
        return new BigDecimal(cell).stripTrailingZeros().toPlainString();
    }

    private static String value(String column, String cell) {
        return column.equals("active") ? Boolean.toString(ItemLine.isTrue(cell)) : cell;
    }
}
