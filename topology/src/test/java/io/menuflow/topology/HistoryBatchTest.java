package io.menuflow.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.BusinessCalendar.Moment;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.CheckLedger;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.ContentHash;
import io.menuflow.models.check.ItemSale;
import io.menuflow.models.menu.Aliases;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.sales.Tally;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.ItemSalesSum;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.topology.Histories.Delivery;
import io.menuflow.topology.classify.Snapshot;
import io.menuflow.topology.ingest.Checks;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.sales.OpenItems;
import io.menuflow.topology.sales.SalesFilter;
import io.menuflow.topology.sales.SalesSeries;
import io.menuflow.topology.store.RowSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** What any history leaves is what the final revision of each of its checks says, added up by the plainest means. */
class HistoryBatchTest {

    private static final Topics TOPICS = new Topics(new InMemoryRegistry());
    private static final TopologySettings SETTINGS = TopologySettings.of(1).withHistoryDays(Histories.HISTORY_DAYS);

    @Property(shrinking = ShrinkingMode.OFF)
    void shouldEqualABatch_whateverTheHistory(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int size) {
        Random random = new Random(seed);
        List<Delivery> history = new ArrayList<>(Histories.of(random, size));
        history.addAll(Histories.duplicates(random, history));
        Collections.shuffle(history, random);

        try (TopologyBench bench = benchAfter(history)) {
            bench.advance(Duration.ofSeconds(1));
            Map<String, ItemSalesDay> published = new TreeMap<>();
            bench.readDays(published);
            for (var restaurant : Histories.restaurants()) {
                RestaurantProfile place = RestaurantProfile.of(restaurant);
                Batch batch = new Batch(place, history);
                if (batch.latestDay == Integer.MIN_VALUE) {
                    continue;
                }
                RowSource sales = bench.source(Names.SALES_STORE);
                DayRange kept = DayRange.endingWith(batch.latestDay, Histories.HISTORY_DAYS);

                SalesSeries days = SalesSeries.byDay(sales, place, Aliases.NONE, kept, SalesFilter.ALL, kept.first());
                SalesSeries hours = SalesSeries.byHour(sales, place, Aliases.NONE, kept, SalesFilter.ALL, kept.first());
                var menu = MenuReader.read(bench.history(), place, kept, SalesFilter.ALL, kept.first());

                assertThat(points(days)).isEqualTo(batch.days());
                assertThat(points(hours)).isEqualTo(batch.hours());
                assertThat(OpenItems.read(sales, place, kept, SalesFilter.ALL, kept.first()))
                        .isEqualTo(batch.openItems());
                Map<String, Tally> items = new TreeMap<>();
                menu.window(kept).items().forEach(item -> items.put(item.itemId(), item.tally()));
                assertThat(withoutZeros(items)).isEqualTo(batch.items());
                assertThat(cells(published, place)).isEqualTo(batch.closedDays());
                assertThat(listPrices(published, place)).isEqualTo(batch.listPrices());
            }
        }
    }

    /** Of a restaurant with a menu: without one, an item sold before the window stays on it for four weeks. */
    @Property(shrinking = ShrinkingMode.OFF)
    void shouldJudgeTheSame_whateverWasBeforeTheWindow(
            @ForAll long seed, @ForAll @IntRange(min = 10, max = 80) int size) {
        Random random = new Random(seed);
        List<Delivery> window = diner(Histories.of(random, size), "now");
        window.add(closing());
        List<Delivery> another = new ArrayList<>(window);
        another.addAll(diner(Histories.of(random, size), "before").stream()
                .filter(delivery -> delivery.check().getClosedAt().isBefore(Histories.END.minus(Duration.ofDays(31))))
                .toList());
        Collections.shuffle(another, random);

        try (TopologyBench bench = benchAfter(window);
                TopologyBench other = benchAfter(another)) {
            assertThat(quadrants(other)).isEqualTo(quadrants(bench)).isNotEmpty();
        }
    }

    private static List<Delivery> diner(List<Delivery> history, String source) {
        List<Delivery> own = new ArrayList<>();
        for (Delivery delivery : history) {
            if (delivery.check().getRestaurantId().equals("diner")) {
                own.add(new Delivery(
                        Transaction.newBuilder(delivery.check())
                                .setSource(source + delivery.check().getSource())
                                .build(),
                        delivery.appendedAt()));
            }
        }
        return own;
    }

    /** Ends every window on the same day. */
    private static Delivery closing() {
        Transaction check = TopologyBench.check("last", Histories.END, TopologyBench.line("soup", "1", "4.50"))
                .setRestaurantId("diner")
                .setCurrency("USD")
                .build();
        return new Delivery(check, Histories.END);
    }

    private static List<String> quadrants(TopologyBench bench) {
        Snapshot snapshot = Objects.requireNonNull(bench.snapshot("diner"));
        List<String> quadrants = new ArrayList<>();
        for (ItemQuadrants item : snapshot.judge(snapshot.rules())) {
            quadrants.add(
                    item.item().itemId() + " " + item.percentile() + " " + item.kasavanaSmith() + " " + item.settled());
        }
        return quadrants;
    }

    private static TopologyBench benchAfter(List<Delivery> history) {
        TopologyBench bench = new TopologyBench(new Disk(), SETTINGS, TOPICS);
        Histories.restaurants().forEach(bench::send);
        Histories.menu().forEach(bench::send);
        history.forEach(delivery -> {
            bench.at(delivery.appendedAt());
            bench.send(delivery.check());
        });
        return bench;
    }

    /** What the topic of closed days says of a restaurant, by key and cell. */
    private static Map<String, Tally> cells(Map<String, ItemSalesDay> days, RestaurantProfile place) {
        Map<String, Tally> cells = new TreeMap<>();
        days.forEach((key, day) -> day.getCells().forEach(cell -> {
            String at = key + " " + cell.getOrderType() + " " + cell.getDaypart();
            if (day.getRestaurantId().equals(place.id())) {
                assertThat(key).endsWith(":" + day.getItemId() + ":" + day.getBusinessDay());
                cells.put(at, tally(cell.getSum()));
            }
        }));
        return cells;
    }

    /** The same, by key and list price. */
    private static Map<String, Long> listPrices(Map<String, ItemSalesDay> days, RestaurantProfile place) {
        Map<String, Long> units = new TreeMap<>();
        days.forEach((key, day) -> day.getListPrices().forEach(at -> {
            if (day.getRestaurantId().equals(place.id())) {
                units.put(
                        key + " " + at.getPrice().movePointRight(4).longValueExact(),
                        at.getUnits().movePointRight(5).longValueExact());
            }
        }));
        return units;
    }

    private static Tally tally(ItemSalesSum sum) {
        return new Tally(
                sum.getUnits().movePointRight(5).longValueExact(),
                sum.getCostedUnits().movePointRight(5).longValueExact(),
                sum.getRevenue().movePointRight(4).longValueExact(),
                sum.getOrders(),
                sum.getAttachedOrders(),
                sum.getSquares().movePointRight(4).longValueExact());
    }

    private static Map<String, Tally> points(SalesSeries series) {
        Map<String, Tally> points = new TreeMap<>();
        series.points().forEach(point -> points.put(point.day() + " " + point.hour(), point.tally()));
        return withoutZeros(points);
    }

    private static Map<String, Tally> withoutZeros(Map<String, Tally> tallies) {
        tallies.values().removeIf(Tally::isZero);
        return tallies;
    }

    /** Shares with the product what one check says, and nothing of how checks are kept and added up. */
    private static final class Batch {
        private final RestaurantProfile place;
        private final Map<String, Check> last = new HashMap<>();
        private int latestDay = Integer.MIN_VALUE;

        Batch(RestaurantProfile place, List<Delivery> history) {
            this.place = place;
            for (Delivery delivery : history) {
                Check check = Checks.of(delivery.check());
                if (check.restaurantId().equals(place.id())
                        && check.currency().equals(place.currency())
                        && !Histories.isFuture(delivery)
                        && CheckValidator.validate(check).isEmpty()) {
                    latestDay = Math.max(latestDay, at(check).day());
                    last.merge(check.source() + " " + check.transactionId(), check, Batch::winner);
                }
            }
            last.values().removeIf(check -> at(check).day() <= latestDay - Histories.HISTORY_DAYS);
        }

        Map<String, Tally> days() {
            return sums(check -> at(check).day() + " -1");
        }

        Map<String, Tally> hours() {
            return sums(check -> at(check).day() + " " + at(check).hour());
        }

        Tally openItems() {
            return last.values().stream()
                    .map(check -> CheckLedger.openItems(check, at(check).pricesIncludeTax()))
                    .reduce(Tally.ZERO, Tally::plus);
        }

        Map<String, Tally> items() {
            Map<String, Tally> items = new TreeMap<>();
            last.values().forEach(check -> sales(check)
                    .forEach(sale -> items.merge(sale.itemId(), ofOneCheck(sale, sales(check)), Tally::plus)));
            return withoutZeros(items);
        }

        /** Every item on every business day before the last, by order type and daypart. */
        Map<String, Tally> closedDays() {
            Map<String, Tally> cells = new TreeMap<>();
            last.values().stream().filter(check -> at(check).day() < latestDay).forEach(check -> sales(check)
                    .forEach(sale -> cells.merge(
                            place.id() + ":" + sale.itemId() + ":"
                                    + LocalDate.ofEpochDay(at(check).day()) + " " + check.orderType() + " "
                                    + at(check).daypart(),
                            ofOneCheck(sale, sales(check)),
                            Tally::plus)));
            return withoutZeros(cells);
        }

        /** Units of every item on every business day before the last, by list price. */
        Map<String, Long> listPrices() {
            Map<String, Long> units = new TreeMap<>();
            last.values().stream().filter(check -> at(check).day() < latestDay).forEach(check -> sales(check)
                    .forEach(sale -> sale.prices()
                            .forEach(at -> units.merge(
                                    place.id() + ":" + sale.itemId() + ":"
                                            + LocalDate.ofEpochDay(at(check).day()) + " " + at.price(),
                                    at.units(),
                                    Long::sum))));
            units.values().removeIf(sum -> sum == 0);
            return units;
        }

        /** With how many it was sold together, and the square of its price, once for each unit. */
        private static Tally ofOneCheck(ItemSale sale, List<ItemSale> check) {
            Tally tally = sale.tally();
            boolean attached = check.stream()
                    .anyMatch(other -> !other.itemId().equals(sale.itemId())
                            && other.tally().orders() > 0);
            BigDecimal square = BigDecimal.valueOf(tally.revenue()).pow(2).multiply(BigDecimal.TEN);
            return new Tally(
                    tally.units(),
                    tally.costedUnits(),
                    tally.revenue(),
                    tally.orders(),
                    attached ? tally.orders() : 0,
                    tally.units() == 0
                            ? 0
                            : square.divide(BigDecimal.valueOf(tally.units()), 0, RoundingMode.HALF_EVEN)
                                    .longValueExact());
        }

        private Map<String, Tally> sums(java.util.function.Function<Check, String> key) {
            Map<String, Tally> sums = new TreeMap<>();
            for (Check check : last.values()) {
                Tally whole = Tally.ZERO;
                for (ItemSale sale : sales(check)) {
                    whole = whole.plus(sale.tally());
                }
                Tally once = new Tally(whole.units(), whole.costedUnits(), whole.revenue(), whole.orders() > 0 ? 1 : 0);
                sums.merge(key.apply(check), once, Tally::plus);
            }
            return withoutZeros(sums);
        }

        private List<ItemSale> sales(Check check) {
            return CheckLedger.sales(check, at(check).pricesIncludeTax());
        }

        private Moment at(Check check) {
            return place.calendar().at(check.closedAt());
        }

        private static Check winner(Check a, Check b) {
            return a.revision() != b.revision()
                    ? a.revision() > b.revision() ? a : b
                    : Long.compareUnsigned(ContentHash.content(a), ContentHash.content(b)) >= 0 ? a : b;
        }
    }
}
