package io.menuflow.quickstart;

import io.menuflow.quickstart.GeneratedSales.Line;
import io.menuflow.quickstart.GeneratedSales.Sale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** The same numbers by the plainest means: the last revision of each check, and maps. Shares no code with the product. */
final class BatchRecompute {

    private final GeneratedSales sales;
    private final Map<String, Sale> last = new HashMap<>();

    BatchRecompute(GeneratedSales sales) {
        this.sales = sales;
        for (Sale sale : sales.sent()) {
            last.merge(sale.id(), sale, (a, b) -> a.revision() > b.revision() ? a : b);
        }
        last.values().removeIf(Sale::voided);
    }

    /** Orders, units and money of one key. */
    record Sum(int orders, BigDecimal units, BigDecimal revenue) {
        static Sum of(int orders, BigDecimal units, BigDecimal revenue) {
            return new Sum(orders, units.setScale(5), revenue.setScale(4)); // equal by value
        }

        Sum plus(Sum other) {
            return of(orders + other.orders, units.add(other.units), revenue.add(other.revenue));
        }
    }

    /** Checks that count. */
    int orders() {
        return last.size();
    }

    Map<String, Sum> byDay(Predicate<Sale> filter) {
        return byCheck(filter, sale -> day(sale));
    }

    Map<String, Sum> byHour(Predicate<Sale> filter) {
        return byCheck(filter, sale -> day(sale) + " " + local(sale).getHour());
    }

    Map<String, Sum> byItem(Predicate<Sale> filter) {
        Map<String, Sum> sums = new TreeMap<>();
        for (Sale sale : last.values()) {
            if (filter.test(sale)) {
                Set<String> seen = new HashSet<>();
                sale.lines()
                        .forEach(line -> sums.merge(line.item(), sum(line, seen.add(line.item()) ? 1 : 0), Sum::plus));
            }
        }
        return sums;
    }

    /** Units and money of what an item sold on each day. */
    Map<String, Sum> byItemAndDay() {
        return byLine((sale, line) -> line.item() + " " + day(sale));
    }

    /** Units and money of what an item sold at each list price. */
    Map<String, Sum> byItemAndPrice() {
        return byLine((sale, line) -> line.item() + " " + line.price().setScale(4));
    }

    private Map<String, Sum> byLine(BiFunction<Sale, Line, String> key) {
        Map<String, Sum> sums = new TreeMap<>();
        last.values().forEach(sale -> sale.lines()
                .forEach(line -> sums.merge(key.apply(sale, line), sum(line, 0), Sum::plus)));
        return sums;
    }

    static Predicate<Sale> all() {
        return sale -> true;
    }

    static Predicate<Sale> ofType(String type) {
        return sale -> sale.orderType().equals(type);
    }

    /** Checks closed from {@code start} by the local clock, until {@code end} of the same or the next day. */
    Predicate<Sale> between(LocalTime start, LocalTime end) {
        return sale -> {
            LocalTime time = local(sale).toLocalTime();
            return start.isBefore(end)
                    ? time.compareTo(start) >= 0 && time.compareTo(end) < 0
                    : time.compareTo(start) >= 0 || time.compareTo(end) < 0;
        };
    }

    private Map<String, Sum> byCheck(Predicate<Sale> filter, Function<Sale, String> key) {
        Map<String, Sum> sums = new TreeMap<>();
        for (Sale sale : last.values()) {
            if (filter.test(sale)) {
                Sum sum = Sum.of(1, BigDecimal.ZERO, BigDecimal.ZERO);
                for (Line line : sale.lines()) {
                    sum = sum.plus(sum(line, 0));
                }
                sums.merge(key.apply(sale), sum, Sum::plus);
            }
        }
        return sums;
    }

    private static Sum sum(Line line, int orders) {
        return Sum.of(
                orders, line.quantity(), line.quantity().multiply(line.price()).setScale(2, RoundingMode.HALF_UP));
    }

    /** The local date once the cut-off is taken off the local clock. */
    private String day(Sale sale) {
        return local(sale)
                .minusNanos(sales.cutOff().toNanoOfDay())
                .toLocalDate()
                .toString();
    }

    private LocalDateTime local(Sale sale) {
        return sale.closedAt().atZone(sales.zone()).toLocalDateTime();
    }
}
