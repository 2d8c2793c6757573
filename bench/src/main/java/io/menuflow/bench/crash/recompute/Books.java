package io.menuflow.bench.crash.recompute;

import io.menuflow.bench.crash.recompute.Calendar.Moment;
import io.menuflow.bench.crash.recompute.Receipt.Share;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Transaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sales of one restaurant: what its winning checks add up to. */
final class Books {

    /** What is summed apart: a business day's order types by daypart. */
    record Cell(LocalDate day, OrderType type, @Nullable String daypart) {}

    /** What is summed apart by the clock. */
    record HourCell(LocalDate day, int hour, OrderType type) {}

    private record ItemDay(String item, LocalDate day) {}

    /** What an item was called, and when. */
    record Name(LocalDate day, String name, @Nullable String category) {

        private static final Comparator<Name> ORDER = Comparator.comparing(Name::day)
                .thenComparing(Name::name)
                .thenComparing(name -> name.category() == null ? "" : name.category());

        static Name latest(Name a, Name b) {
            return ORDER.compare(a, b) >= 0 ? a : b;
        }
    }

    private final Map<String, Map<Cell, Amounts>> items = new TreeMap<>();
    private final Map<ItemDay, Map<BigDecimal, BigDecimal>> prices = new HashMap<>();
    private final Map<Cell, Amounts> days = new HashMap<>();
    private final Map<HourCell, Amounts> hours = new HashMap<>();
    private final Map<String, Name> names = new HashMap<>();
    private @Nullable Instant latest;
    private @Nullable LocalDate latestDay;

    /** A record that can be counted was seen, whether it is its check's last word or not. */
    void saw(Instant closedAt, LocalDate day) {
        latest = latest == null || latest.isBefore(closedAt) ? closedAt : latest;
        latestDay = latestDay == null || latestDay.isBefore(day) ? day : latestDay;
    }

    /** What a record within the history calls its items. */
    void named(Transaction check, Moment moment) {
        Receipt.of(check, moment.pricesIncludeTax())
                .forEach((item, share) ->
                        names.merge(item, new Name(moment.day(), share.name(), share.category()), Name::latest));
    }

    /** Adds a check's last word. */
    void add(Transaction check, Moment moment) {
        Map<String, Share> shares = Receipt.of(check, moment.pricesIncludeTax());
        if (shares.isEmpty()) {
            return;
        }
        Cell cell = new Cell(moment.day(), check.getOrderType(), moment.daypart());
        Amounts whole = Amounts.NONE;
        for (Map.Entry<String, Share> share : shares.entrySet()) {
            Amounts amounts = share.getValue().amounts();
            items.computeIfAbsent(share.getKey(), item -> new HashMap<>()).merge(cell, amounts, Amounts::plus);
            whole = whole.plus(amounts);
            Map<BigDecimal, BigDecimal> own =
                    prices.computeIfAbsent(new ItemDay(share.getKey(), moment.day()), day -> new TreeMap<>());
            share.getValue().prices().forEach((price, units) -> own.merge(price, units, BigDecimal::add));
        }
        Amounts one = new Amounts(whole.units(), whole.costed(), whole.revenue(), whole.orders() > 0 ? 1 : 0);
        days.merge(cell, one, Amounts::plus);
        hours.merge(new HourCell(moment.day(), moment.hour(), check.getOrderType()), one, Amounts::plus);
    }

    /** Forgets what came to nothing: it is not there. */
    void close() {
        items.values().forEach(cells -> cells.values().removeIf(Amounts::isNothing));
        items.values().removeIf(Map::isEmpty);
        days.values().removeIf(Amounts::isNothing);
        hours.values().removeIf(Amounts::isNothing);
    }

    /** Sums of each item by cell. */
    Map<String, Map<Cell, Amounts>> items() {
        return items;
    }

    /** Units of an item on a day by list price, ascending. */
    Map<BigDecimal, BigDecimal> prices(String item, LocalDate day) {
        Map<BigDecimal, BigDecimal> own = new TreeMap<>(prices.getOrDefault(new ItemDay(item, day), Map.of()));
        own.values().removeIf(units -> units.signum() == 0);
        return own;
    }

    /** The restaurant's own, a check counting once. */
    Map<Cell, Amounts> days() {
        return days;
    }

    /** The same by the clock. */
    Map<HourCell, Amounts> hours() {
        return hours;
    }

    /** What the latest business day calls each item. */
    Map<String, Name> names() {
        return names;
    }

    /** The greatest time of all records that can be counted, null before the first. */
    @Nullable Instant latest() {
        return latest;
    }

    /** The greatest business day of the same. */
    @Nullable LocalDate latestDay() {
        return latestDay;
    }
}
