package io.menuflow.serving.evaluation;

import io.menuflow.connectors.simulator.PriceLab;
import io.menuflow.models.price.Guardrails;
import io.menuflow.serving.evaluation.PriceReport.Gain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every contender sets the prices of the same restaurants for three cycles, beside one that changes nothing. */
final class PriceTrial {

    static final int CYCLES = 3;
    static final int CYCLE_DAYS = 28;

    private final Guardrails rails;
    private final Map<Contender, Score> scores = new EnumMap<>(Contender.class);
    private double[] unchanged = new double[CYCLES];

    /** What a contender brought. */
    private static final class Score {
        private final RestaurantBootstrap captured = new RestaurantBootstrap();
        private final RestaurantBootstrap overPrior = new RestaurantBootstrap();
        private final RestaurantBootstrap harmed = new RestaurantBootstrap();
        private final RestaurantBootstrap harmedItems = new RestaurantBootstrap();
        private final double[] cycles = new double[CYCLES];
        private int changes;
    }

    /** One contender's three cycles in one restaurant. */
    private static final class Course {
        private final double[] contribution = new double[CYCLES];
        private final Set<String> harmed = new HashSet<>();
        private int changes;
        private int harmful;
    }

    PriceTrial(Guardrails rails) {
        this.rails = rails;
        Arrays.stream(Contender.values()).forEach(contender -> scores.put(contender, new Score()));
    }

    /** Lets all contenders go on from a restaurant's past. */
    void add(String restaurant, PriceLab past, int firstDay) {
        PriceLab taken = past.branch();
        taken.takeOver();
        double[] none = new double[CYCLES];
        PriceLab still = taken.branch();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            none[cycle] = still.contribution(Map.of(), CYCLE_DAYS);
            unchanged[cycle] += none[cycle];
            still.run(CYCLE_DAYS);
        }
        Map<Contender, Double> gains = new EnumMap<>(Contender.class);
        for (Contender contender : Contender.values()) {
            gains.put(contender, gain(restaurant, contender, taken, none, firstDay));
        }
        double best = gains.getOrDefault(Contender.CLAIRVOYANT, Double.NaN);
        double prior = gains.getOrDefault(Contender.PRIOR_ONLY, Double.NaN);
        gains.forEach((contender, gain) -> {
            score(contender).captured.add(restaurant, gain, best);
            score(contender).overPrior.add(restaurant, gain - prior, best);
        });
    }

    private Score score(Contender contender) {
        Score score = scores.get(contender);
        if (score == null) {
            throw new IllegalStateException("no score of " + contender);
        }
        return score;
    }

    private double gain(String restaurant, Contender contender, PriceLab taken, double[] none, int firstDay) {
        Course course = course(contender, taken.branch(), firstDay);
        Score score = score(contender);
        double gain = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            double its = course.contribution[cycle] - none[cycle];
            score.cycles[cycle] += its;
            gain += its;
        }
        score.changes += course.changes;
        score.harmed.add(restaurant, course.harmful, course.changes);
        score.harmedItems.add(
                restaurant, course.harmed.size(), taken.elasticities().size());
        return gain;
    }

    private Course course(Contender contender, PriceLab lab, int firstDay) {
        Course course = new Course();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            MenuElasticities menu = new MenuElasticities(lab.history(), firstDay, lab.today() - 1, rails);
            Map<String, Long> prices = contender.prices(menu, lab, rails);
            double now = lab.contribution(Map.of(), CYCLE_DAYS);
            prices.forEach((item, price) -> {
                course.changes++;
                if (lab.contribution(Map.of(item, price), CYCLE_DAYS) < now) {
                    course.harmful++;
                    course.harmed.add(item);
                }
            });
            prices.forEach(lab::setPrice);
            course.contribution[cycle] = lab.contribution(Map.of(), CYCLE_DAYS);
            lab.run(CYCLE_DAYS);
        }
        return course;
    }

    List<Gain> gains(long seed) {
        List<Gain> gains = new ArrayList<>();
        scores.forEach((contender, score) -> {
            List<Double> cycles = new ArrayList<>();
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                cycles.add(score.cycles[cycle] / unchanged[cycle]);
            }
            gains.add(new Gain(
                    contender.title(),
                    score.changes,
                    score.captured.share(seed),
                    score.overPrior.share(seed),
                    score.harmed.share(seed),
                    score.harmedItems.share(seed),
                    cycles));
        });
        return gains;
    }
}
