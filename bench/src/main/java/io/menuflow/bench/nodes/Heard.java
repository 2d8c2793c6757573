package io.menuflow.bench.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers about menus, held against what the tills had sold by the time each answer says it is of. A second computation:
 * it knows nothing of how the product sums.
 */
final class Heard {

    private final Tills tills;

    Heard(Tills tills) {
        this.tills = tills;
    }

    /**
     * One answer to {@code …/items}.
     *
     * @param asOfMillis what it says it is of, -1 before the first sale
     * @param orders by item, and so on
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Menu(
            int restaurant, long asOfMillis, boolean stale, long[] orders, BigDecimal[] units, BigDecimal[] revenue) {}

    /** Reads an answer; throws IllegalArgumentException when it names an item that nobody sells. */
    Menu read(int restaurant, JsonNode answer) {
        long[] orders = new long[tills.items()];
        BigDecimal[] units = zeros();
        BigDecimal[] revenue = zeros();
        for (JsonNode item : answer.path("items")) {
            int number = Integer.parseInt(item.path("item_id").asText().replace("item-", ""));
            orders[number] = item.path("order_count").asLong();
            units[number] = item.path("quantity_sold").decimalValue();
            revenue[number] = item.path("revenue").decimalValue();
        }
        JsonNode asOf = answer.path("as_of");
        long millis = asOf.isTextual() ? Instant.parse(asOf.asText()).toEpochMilli() : -1;
        return new Menu(restaurant, millis, answer.path("stale").asBoolean(), orders, units, revenue);
    }

    /** What is wrong with an answer. */
    record Fault(Menu menu, String what) {}

    /** What is wrong with the answers of one restaurant; the first thing of each. */
    List<Fault> faults(int restaurant, List<Menu> answers) {
        List<Fault> faults = new ArrayList<>();
        List<Tills.Sold> sold = tills.of(restaurant);
        long[] orders = new long[tills.items()];
        BigDecimal[] units = zeros();
        BigDecimal[] revenue = zeros();
        int counted = 0;
        for (Menu answer : answers.stream()
                .sorted(Comparator.comparingLong(Menu::asOfMillis))
                .toList()) {
            while (counted < sold.size() && sold.get(counted).closedAtMillis() <= answer.asOfMillis()) {
                add(sold.get(counted++), orders, units, revenue);
            }
            boolean ofASale = counted > 0 && sold.get(counted - 1).closedAtMillis() == answer.asOfMillis();
            String fault = ofASale || answer.asOfMillis() < 0
                    ? difference(answer, orders, units, revenue)
                    : "as_of is the time of no sale";
            if (fault != null) {
                faults.add(new Fault(answer, fault));
            }
        }
        return faults;
    }

    private void add(Tills.Sold check, long[] orders, BigDecimal[] units, BigDecimal[] revenue) {
        boolean[] counted = new boolean[tills.items()];
        for (int i = 0; i < check.lines().length; i++) {
            int item = check.lines()[i];
            BigDecimal quantity = BigDecimal.valueOf(check.quantities()[i]);
            units[item] = units[item].add(quantity);
            revenue[item] = revenue[item].add(quantity.multiply(tills.price(item)));
            orders[item] += counted[item] ? 0 : 1;
            counted[item] = true;
        }
    }

    private @Nullable String difference(Menu answer, long[] orders, BigDecimal[] units, BigDecimal[] revenue) {
        for (int item = 0; item < orders.length; item++) {
            if (answer.orders()[item] != orders[item]
                    || answer.units()[item].compareTo(units[item]) != 0
                    || answer.revenue()[item].compareTo(revenue[item]) != 0) {
                return Tills.itemId(item) + ": got " + answer.orders()[item] + " orders, " + answer.units()[item]
                        + " units, " + answer.revenue()[item] + "; expected " + orders[item] + ", " + units[item] + ", "
                        + revenue[item];
            }
        }
        return null;
    }

    private BigDecimal[] zeros() {
        BigDecimal[] zeros = new BigDecimal[tills.items()];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }
}
