package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.menuflow.connectors.simulator.demand.Conditions;
import io.menuflow.connectors.simulator.demand.Demand;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.connectors.simulator.demand.Market;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed file, and the three families at and around their reference. */
final class FamiliesTest {

    private static final Market MARKET =
            new Market(new int[] {0, 0, 0, 1, 1}, new double[] {40, 25, 10, 30, 5}, new double[] {8, 10, 15, 3, 2.5});

    @Test
    void shouldStandInTheFile_everyFieldThatIsRead() throws Exception {
        try (InputStream file = Families.class.getResourceAsStream("families.yaml")) {
            assertThat(missing(new YAMLMapper().readTree(file), Families.class, ""))
                    .isEmpty();
        }
    }

    @Test
    void shouldKeepSeedsForJudgingApart() {
        Families.SeedLists seeds = Families.committed().seeds();
        Set<Long> shared = new HashSet<>(seeds.develop());
        shared.retainAll(seeds.judge());

        assertThat(shared).isEmpty();
        assertThat(seeds.judge()).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void shouldWantTheBaseOrders_whenAllIsAsUsual(Family family) {
        double[] orders = demand(family).orders(MARKET.reference());

        for (int i = 0; i < orders.length; i++) {
            assertThat(orders[i]).isCloseTo(MARKET.base(i), within(1e-9));
            assertThat(demand(family).response(i, MARKET.price(i), false)).isCloseTo(1, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void shouldSellLessOfTheDearer_andMoreOfItsNeighbours(Family family) {
        double[] orders = demand(family).orders(MARKET.reference().withPrice(1, 11));

        assertThat(orders[1]).isLessThan(MARKET.base(1));
        assertThat(orders[0]).isGreaterThan(MARKET.base(0));
        assertThat(orders[2]).isGreaterThan(MARKET.base(2));
        assertThat(orders[0] + orders[1] + orders[2]).isLessThan(75);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void shouldSellMoreOfItsNeighboursButLessInAll_whenAnItemIsMissing(Family family) {
        double[] orders = demand(family).orders(day(1, 1));

        assertThat(orders[1]).isZero();
        assertThat(orders[0]).isGreaterThan(MARKET.base(0));
        assertThat(orders[2]).isGreaterThan(MARKET.base(2));
        assertThat(orders[0] + orders[2]).isLessThan(75);
    }

    @Test
    void shouldHandOnTheShareDelta_whenAnItemIsMissing() {
        Demand demand = demand(Family.MULTIPLICATIVE);
        double[] orders = demand.orders(day(1, 1));

        assertThat(orders[0] + orders[2] - 50)
                .isCloseTo(25 * demand.parameters().get("diversion"), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void shouldHaveTheLogitsElasticities(int item) {
        Demand demand = demand(Family.LOGIT);
        Map<String, Double> parameters = demand.parameters();
        double nesting = parameters.get("nesting");
        double sales = MARKET.base(item);
        double inNest = sales / MARKET.categoryBase(MARKET.category(item));
        double ofAll = sales / parameters.get("guests");
        double effect = demand.parameters(item).get("price_effect") * MARKET.price(item);

        assertThat(elasticity(demand, item, item))
                .isCloseTo(-effect * (1 / nesting - (1 / nesting - 1) * inNest - ofAll), within(1e-6));
        int neighbour = item == 0 ? 1 : 0;
        boolean sameNest = MARKET.category(item) == MARKET.category(neighbour);
        assertThat(elasticity(demand, neighbour, item))
                .isCloseTo(effect * ((sameNest ? (1 / nesting - 1) * inNest : 0) + ofAll), within(1e-6));
    }

    @Test
    void shouldHaveTheSameElasticityAtEveryPrice_onlyWhenMultiplicative() {
        Demand constant = demand(Family.MULTIPLICATIVE);
        double epsilon = constant.parameters(0).get("elasticity");

        assertThat(between(constant, 6, 7)).isCloseTo(epsilon, within(1e-9));
        assertThat(between(constant, 10, 11)).isCloseTo(epsilon, within(1e-9));
        for (Family family : List.of(Family.LOGIT, Family.SATURATING)) {
            assertThat(between(demand(family), 6, 7)).isGreaterThan(between(demand(family), 10, 11) + 0.1);
        }
    }

    @Test
    void shouldNeverPassTheCeiling_howeverBusyTheDay() {
        Demand demand = demand(Family.SATURATING);
        double ceiling = MARKET.base(0) / demand.parameters(0).get("saturation");

        assertThat(demand.orders(day(100, -1))[0]).isBetween(0.95 * ceiling, ceiling);
        assertThat(demand(Family.MULTIPLICATIVE).orders(day(100, -1))[0]).isCloseTo(4_000, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 12, 499, 1_700})
    void shouldScatterAsMuchAsItsMean_whenDrawingCounts(double mean) {
        SplittableRandom random = new SplittableRandom(9);
        int draws = 20_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double count = Poisson.draw(mean, random);
            sum += count;
            squares += (count - mean) * (count - mean);
        }

        assertThat(sum / draws).isCloseTo(mean, within(4 * Math.sqrt(mean / draws)));
        assertThat(squares / draws / mean).isCloseTo(1, within(4 * Math.sqrt((2 + 1 / mean) / draws)));
    }

    @Test
    void shouldTellEveryPriceThereWas_andWhy() {
        SimulatedRestaurant restaurant = LongStream.iterate(1, seed -> seed + 1)
                .mapToObj(seed -> Restaurants.named("corner-cafe", seed))
                .filter(each -> each.policy() == PricePolicy.MIXED)
                .findFirst()
                .orElseThrow();
        Set<PriceChange.Kind> kinds = new HashSet<>();
        LocalDate from = LocalDate.of(2024, 2, 3);
        for (Dish dish : restaurant.menu().lasting()) {
            List<PriceChange> history = dish.prices().history(from, from.plusDays(700));
            int next = 0;
            for (long day = from.toEpochDay(); day <= from.toEpochDay() + 700; day++) {
                boolean changes = day == from.toEpochDay()
                        || dish.prices().minor(day) != dish.prices().minor(day - 1)
                        || dish.prices().featured(day) != dish.prices().featured(day - 1);
                if (changes) {
                    PriceChange change = history.get(next++);
                    kinds.add(change.kind());

                    assertThat(change.from().toEpochDay()).isEqualTo(day);
                    assertThat(change.minor()).isEqualTo(dish.prices().minor(day));
                    assertThat(change.featured()).isEqualTo(dish.prices().featured(day));
                }
            }
            assertThat(history).hasSize(next);
        }

        assertThat(kinds).containsExactlyInAnyOrder(PriceChange.Kind.values());
    }

    private static Demand demand(Family family) {
        return Families.committed().demand(family, MARKET, 8, "test");
    }

    /** A day of some traffic with an item missing, if not negative. */
    private static Conditions day(double traffic, int missing) {
        Conditions day = new Conditions(traffic, MARKET.items());
        for (int i = 0; i < MARKET.items(); i++) {
            day.set(i, 1, MARKET.price(i), false, i != missing);
        }
        return day;
    }

    private static double elasticity(Demand demand, int item, int priced) {
        double step = 1e-5;
        Conditions reference = MARKET.reference();
        double up = demand.orders(reference.withPrice(priced, MARKET.price(priced) * Math.exp(step)))[item];
        double down = demand.orders(reference.withPrice(priced, MARKET.price(priced) * Math.exp(-step)))[item];
        return Math.log(up / down) / (2 * step);
    }

    private static double between(Demand demand, double low, double high) {
        double cheap = demand.orders(MARKET.reference().withPrice(0, low))[0];
        double dear = demand.orders(MARKET.reference().withPrice(0, high))[0];
        return Math.log(dear / cheap) / Math.log(high / low);
    }

    private static List<String> missing(JsonNode node, Class<?> type, String path) {
        List<String> missing = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = new PropertyNamingStrategies.SnakeCaseStrategy().translate(component.getName());
            JsonNode field = node.get(name);
            if (field == null) {
                missing.add(path + name);
            } else if (component.getType().isRecord()
                    && field.isObject()
                    && !field.has("uniform")
                    && !field.has("normal")) {
                missing.addAll(missing(field, component.getType(), path + name + "."));
            }
        }
        return missing;
    }
}
