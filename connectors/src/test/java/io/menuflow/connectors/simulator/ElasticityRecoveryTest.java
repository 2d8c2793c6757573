package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.models.elasticity.DailyRows;
import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.ElasticityEstimator;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.elasticity.OwnEstimate;
import io.menuflow.models.elasticity.Pooling.Prior;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.menu.MenuHistory;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Elasticities estimated from simulated sales, against the truth of the simulator; on development seeds. */
class ElasticityRecoveryTest {

    private static final LocalDate FROM = LocalDate.of(2024, 11, 1);
    private static final int DAYS = 600;
    private static final List<Long> SEEDS = Families.committed().seeds().develop();

    /** Squared errors, and how often intervals hold the truth. */
    private static final class Score {
        private final Map<Evidence, int[]> covered = new EnumMap<>(Evidence.class);
        private double pooled;
        private double prior;
        private double least;

        void add(double truth, Elasticity estimate, OwnEstimate leastSquares) {
            pooled += square(estimate.point() - truth);
            prior += square(Prior.STATED.centre() - truth);
            least += square((leastSquares == null ? Prior.STATED.centre() : leastSquares.point()) - truth);
            int[] counts = covered.computeIfAbsent(estimate.evidence(), evidence -> new int[2]);
            counts[0] += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
            counts[1]++;
        }

        double coverage(Evidence evidence) {
            int[] counts = covered.get(evidence);
            return (double) counts[0] / counts[1];
        }
    }

    @Test
    void shouldBeatPriorAndLeastSquares_andBeAsSureAsItSays_whenFamiliesOfDevelopmentAreSeen() {
        for (Family family : List.of(Family.MULTIPLICATIVE, Family.LOGIT)) {
            Score score = score(IntStream.range(0, SEEDS.size())
                    .boxed()
                    .flatMap(s -> PriceLab.restaurants(family, SEEDS.get(s), 2, items(s), FROM).stream()));

            assertThat(score.pooled).as(family.name()).isLessThan(score.prior).isLessThan(score.least);
            assertSure(score);
        }
    }

    @Test
    void shouldBeatPriorAndLeastSquares_andBeAsSureAsItSays_whenTheTruthIsNotWhatThePriorExpects() {
        Score score = score(IntStream.range(0, SEEDS.size())
                .boxed()
                .flatMap(s -> PriceLab.elastic(SEEDS.get(s), 2, items(s), FROM).stream()));

        assertThat(score.pooled).isLessThan(score.prior).isLessThan(score.least);
        assertSure(score);
    }

    /** Of some hundred items of few restaurants: two standard errors around 0.85 to 0.95 where there is evidence. */
    private static void assertSure(Score score) {
        assertThat(score.coverage(Evidence.MODERATE)).as("MODERATE").isBetween(0.82, 0.97);
        assertThat(score.coverage(Evidence.STRONG)).as("STRONG").isBetween(0.80, 0.98);
    }

    private static int items(int seed) {
        return seed % 2 == 0 ? 20 : 40;
    }

    private static Score score(Stream<PriceLab> labs) {
        Score score = new Score();
        labs.forEach(lab -> add(score, lab));
        return score;
    }

    private static void add(Score score, PriceLab lab) {
        lab.run(DAYS);
        MenuHistory history = lab.history();
        int last = lab.today() - 1;
        List<PriceBlock> blocks = IntStream.rangeClosed(
                        PriceBlock.of((int) FROM.toEpochDay()), PriceBlock.lastComplete(last))
                .mapToObj(block -> PriceBlock.of(history, block, last))
                .toList();
        Map<String, MenuHistory.Item> items = new HashMap<>();
        history.items().forEach(item -> items.put(item.itemId(), item));
        Map<String, Elasticity> estimates = new ElasticityEstimator()
                .pool(ElasticityEstimator.fit(blocks), items.keySet(), id -> items.get(id)
                        .category());
        Map<String, OwnEstimate> least = DailyRows.controlled(history, blocks, (int) FROM.toEpochDay(), last);
        lab.elasticities().forEach((id, truth) -> score.add(truth, estimates.get(id), least.get(id)));
    }

    private static double square(double x) {
        return x * x;
    }
}
