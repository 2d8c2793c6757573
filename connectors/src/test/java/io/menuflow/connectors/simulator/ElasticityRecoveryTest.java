package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.connectors.simulator.demand.Distribution;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.connectors.simulator.demand.MultiplicativeDemand;
import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.ElasticityEstimator;
import io.menuflow.models.elasticity.ElasticityEstimator.Item;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.elasticity.LeastSquares;
import io.menuflow.models.elasticity.OwnEstimate;
import io.menuflow.models.elasticity.Pooling.Prior;
import io.menuflow.models.elasticity.PriceCells;
import io.menuflow.models.elasticity.PriceDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Elasticities estimated from simulated sales, against the truth of the simulator. */
class ElasticityRecoveryTest {

    private static final LocalDate FROM = LocalDate.of(2024, 11, 1);
    private static final int DAYS = 600;
    private static final double STEP = 1e-3;

    /** Squared errors, and how often intervals hold the truth. */
    private static final class Score {
        private final Map<Evidence, int[]> covered = new EnumMap<>(Evidence.class);
        private double pooled;
        private double prior;
        private double own;
        private double least;
        private int items;
        private int fitted;
        private double pooledWhereFitted;

        void add(double truth, Elasticity estimate, OwnEstimate leastSquares) {
            items++;
            pooled += square(estimate.point() - truth);
            prior += square(Prior.STATED.centre() - truth);
            double raw = leastSquares == null ? Prior.STATED.centre() : leastSquares.point();
            least += square(raw - truth);
            if (estimate.own() != null) {
                fitted++;
                own += square(estimate.own().point() - truth);
                pooledWhereFitted += square(estimate.point() - truth);
            }
            int[] counts = covered.computeIfAbsent(estimate.evidence(), evidence -> new int[2]);
            counts[0] += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
            counts[1]++;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(String.format(
                    "%d items: RMSE pooled %.3f, prior %.3f, least squares %.3f; of %d with a fit: pooled %.3f, own %.3f; 90%% covers",
                    items,
                    root(pooled, items),
                    root(prior, items),
                    root(least, items),
                    fitted,
                    root(pooledWhereFitted, fitted),
                    root(own, fitted)));
            covered.forEach((evidence, counts) ->
                    text.append(String.format(" %s %.3f (%d)", evidence, (double) counts[0] / counts[1], counts[1])));
            return text.toString();
        }
    }

    @Test
    void shouldBeatPriorAndLeastSquares_whenFamiliesOfDevelopmentAreSeen() {
        for (Family family : List.of(Family.MULTIPLICATIVE, Family.LOGIT)) {
            Score score = score(family, Families.committed());
            System.out.println(family + " develop: " + score);
            assertThat(score.pooled).isLessThan(score.prior).isLessThan(score.least);
        }
    }

    @Test
    void shouldBeatPriorAndLeastSquares_whenTheTruthIsNotWhatThePriorExpects() {
        Families families = elastic(Families.committed());

        Score score = score(Family.MULTIPLICATIVE, families);

        System.out.println("N(-2.5, 1): " + score);
        assertThat(score.pooled).isLessThan(score.prior).isLessThan(score.least);
    }

    private static Score score(Family family, Families families) {
        Score score = new Score();
        List<Long> seeds = families.seeds().develop();
        for (int s = 0; s < seeds.size(); s++) {
            World world = new World(families, family, seeds.get(s), false);
            int items = List.of(20, 40).get(s % 2);
            IntStream.rangeClosed(1, 4)
                    .mapToObj(number -> new SimulatedRestaurant(MadeUp.restaurant(world, number, items), world))
                    .forEach(restaurant -> add(score, restaurant, world.seed()));
        }
        return score;
    }

    /** True elasticities of mean −2.5 and standard deviation 1, from item to item. */
    private static Families elastic(Families committed) {
        MultiplicativeDemand.Parameters drawn = committed.families().multiplicative();
        MultiplicativeDemand.Parameters others = new MultiplicativeDemand.Parameters(
                drawn.salt(),
                new Distribution(null, List.of(-2.5, 0.8), null),
                new Distribution(null, List.of(0.0, 0.6), null),
                drawn.cross(),
                drawn.diversion(),
                drawn.feature());
        return new Families(
                committed.traffic(),
                committed.taste(),
                committed.prices(),
                committed.stockOuts(),
                committed.menu(),
                committed.noise(),
                committed.seeds(),
                new Families.Shapes(
                        others,
                        committed.families().logit(),
                        committed.families().saturating()));
    }

    private static void add(Score score, SimulatedRestaurant restaurant, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int lasting = restaurant.menu().lasting().size();
        List<List<PriceDay>> days = new ArrayList<>();
        for (int i = 0; i < lasting; i++) {
            days.add(new ArrayList<>());
        }
        for (LocalDate date = FROM; date.isBefore(FROM.plusDays(DAYS)); date = date.plusDays(1)) {
            if (restaurant.traffic().isOpen(date)) {
                addDay(days, restaurant, date, random);
            }
        }
        List<Item> menu = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < lasting; i++) {
            Dish dish = restaurant.menu().lasting().get(i);
            if (dish.parts().isEmpty()) {
                PriceCells cells = new PriceCells();
                days.get(i).forEach(cells::add);
                menu.add(new Item(dish.id(), dish.category(), cells));
                places.add(i);
            }
        }
        List<Elasticity> estimates = new ElasticityEstimator().estimate(menu);
        for (int i = 0; i < estimates.size(); i++) {
            score.add(truth(restaurant, places.get(i)), estimates.get(i), leastSquares(days.get(places.get(i))));
        }
    }

    /** Sales of a day: as many orders as Poisson gives with the day's surprise, each of a drawn quantity. */
    private static void addDay(
            List<List<PriceDay>> days, SimulatedRestaurant restaurant, LocalDate date, SplittableRandom random) {
        Board board = restaurant.board(date);
        double shock = restaurant.traffic().on(date).shock();
        double[] expected = board.units();
        double[] sold = new double[expected.length];
        double all = 0;
        for (int i = 0; i < sold.length; i++) {
            Dish dish = board.dish(i);
            int orders = Poisson.draw(shock * expected[i] / dish.meanQuantity(), random);
            for (int order = 0; order < orders; order++) {
                sold[i] += dish.quantity(random) / 100.0;
            }
            all += sold[i];
        }
        long day = date.toEpochDay();
        for (int i = 0; i < days.size(); i++) {
            Dish dish = board.dish(i);
            if (!restaurant.isOut(dish, day)) {
                days.get(i)
                        .add(new PriceDay(
                                (int) day,
                                sold[i],
                                all - sold[i],
                                dish.prices().minor(day) * 100,
                                dish.prices().featured(day)));
            }
        }
    }

    /** Of the expected units to the own price, at the reference. */
    private static double truth(SimulatedRestaurant restaurant, int place) {
        double price = restaurant.market().price(place);
        double[] units = new double[2];
        for (int side = 0; side < 2; side++) {
            double other = price * Math.exp(side == 0 ? -STEP : STEP);
            units[side] = restaurant.reference(
                            FROM, restaurant.market().reference().withPrice(place, other))
                    .units()[place];
        }
        return Math.log(units[1] / units[0]) / (2 * STEP);
    }

    /** Log units on log price by weekday and promotion, of days with sales. */
    private static OwnEstimate leastSquares(List<PriceDay> days) {
        List<PriceDay> sold = days.stream().filter(day -> day.units() > 0).toList();
        return LeastSquares.slope(
                sold.stream()
                        .mapToInt(day -> Math.floorMod(day.day(), 7) + (day.promoted() ? 7 : 0))
                        .toArray(),
                sold.stream()
                        .mapToDouble(day -> Math.log((double) day.listPrice()))
                        .toArray(),
                sold.stream().mapToDouble(day -> Math.log(day.units())).toArray());
    }

    private static double root(double sum, int count) {
        return Math.sqrt(sum / count);
    }

    private static double square(double x) {
        return x * x;
    }
}
