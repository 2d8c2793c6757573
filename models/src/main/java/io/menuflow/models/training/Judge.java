package io.menuflow.models.training;

import io.menuflow.models.menu.Quadrant;
import io.menuflow.models.outlook.BackTest;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.Persistence;
import io.menuflow.models.training.Evaluation.Bin;
import io.menuflow.models.training.Evaluation.Contender;
import io.menuflow.models.training.Evaluation.Week;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds a model against the yardsticks on rows that nothing was learned from or chosen by. */
final class Judge {

    static final String MODEL = "model";
    static final String PERSISTENCE = "calibrated persistence";
    static final String OWN_PERSISTENCE = "persistence, calibrated here";
    static final String PRIOR = "majority class (shares)";
    static final String FOREST = "specification's random forest";
    static final String TAUGHT_FOREST = "same forest, taught what came";
    static final String CHAMPION = "champion";

    private static final int REPLICATES = 1_000;

    private final Dataset data;
    private final List<Row> train;
    private final List<Row> test;
    private final long seed;
    private final Map<String, float[][]> outlooks = new LinkedHashMap<>();

    /**
     * @param train what yardsticks learn from
     * @param test what is judged by
     */
    Judge(Dataset data, List<Row> train, List<Row> test, long seed) {
        this.data = data;
        this.train = train;
        this.test = test;
        this.seed = seed;
    }

    /** Judges a model, its own baseline, and every other yardstick. */
    Evaluation judge(OutlookModel model) {
        int[] states = train.stream().mapToInt(Row::state).toArray();
        int[] labels = train.stream().mapToInt(Row::label).toArray();
        Persistence own = Persistence.fitted(states, labels);
        outlooks.put(MODEL, by(model));
        outlooks.put(PERSISTENCE, by(model.baseline()));
        if (!own.equals(model.baseline())) {
            outlooks.put(OWN_PERSISTENCE, by(own));
        }
        outlooks.put(PRIOR, shares(labels));
        outlooks.put(FOREST, SpecificationForest.probabilities(data.features(), train, test, Row::state, seed));
        outlooks.put(TAUGHT_FOREST, SpecificationForest.probabilities(data.features(), train, test, Row::label, seed));
        return evaluation(model);
    }

    /** The same, and the model in force until now. */
    Evaluation judge(OutlookModel model, OutlookModel champion) {
        outlooks.put(CHAMPION, by(champion));
        return judge(model);
    }

    private float[][] by(OutlookModel model) {
        int columns = data.features().size();
        float[] values = new float[test.size() * columns];
        for (int i = 0; i < test.size(); i++) {
            System.arraycopy(test.get(i).features(), 0, values, i * columns, columns);
        }
        return model.probabilities(values, test.size());
    }

    private float[][] by(Persistence persistence) {
        float[][] byState = new float[Persistence.CLASSES.size() + 1][];
        for (int state = 0; state < byState.length; state++) {
            Quadrant now = state < Persistence.CLASSES.size() ? Persistence.CLASSES.get(state) : null;
            byState[state] = persistence.probabilities(now);
        }
        return test.stream().map(row -> byState[row.state()]).toArray(float[][]::new);
    }

    /** The same for every row: how often each class came, each counted once more than it did. */
    private float[][] shares(int[] labels) {
        float[] shares = new float[Persistence.CLASSES.size()];
        Arrays.fill(shares, 1);
        for (int label : labels) {
            shares[label]++;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= labels.length + shares.length;
        }
        float[][] all = new float[test.size()][];
        Arrays.fill(all, shares);
        return all;
    }

    private Evaluation evaluation(OutlookModel model) {
        BlockBootstrap bootstrap = new BlockBootstrap(test, REPLICATES, seed);
        Map<String, List<ScoreSums>> sums = new LinkedHashMap<>();
        sums.put(MODEL, List.of());
        sums.put(PERSISTENCE, List.of());
        outlooks.forEach((name, rows) -> sums.put(name, bootstrap.resampled(bootstrap.sums(test, rows))));
        List<ScoreSums> models = sums.getOrDefault(MODEL, List.of());
        List<Contender> contenders = new ArrayList<>();
        sums.forEach((name, its) -> contenders.add(new Contender(
                name,
                BlockBootstrap.estimate(its, ScoreSums::logLoss),
                BlockBootstrap.estimate(its, ScoreSums::accuracy),
                BlockBootstrap.estimate(its, ScoreSums::macroF1),
                BlockBootstrap.estimate(its, ScoreSums::calibrationError),
                BlockBootstrap.gain(models, its))));
        ScoreSums all = models.get(models.size() - 1);
        return new Evaluation(
                test.size(),
                (int) test.stream().map(Row::restaurant).distinct().count(),
                (int) test.stream().map(Row::week).distinct().count(),
                bootstrap.blocks(),
                contenders,
                all.confusion(),
                reliability(all),
                byWeek(),
                importance(model));
    }

    private static List<Bin> reliability(ScoreSums all) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < ScoreSums.BINS; i++) {
            if (all.bin(i).rows() > 0) {
                bins.add(all.bin(i));
            }
        }
        return bins;
    }

    private List<Week> byWeek() {
        float[][] model = outlooks.getOrDefault(MODEL, new float[0][]);
        float[][] persistence = outlooks.getOrDefault(PERSISTENCE, new float[0][]);
        Map<Integer, double[]> weeks = new TreeMap<>();
        for (int i = 0; i < test.size(); i++) {
            Row row = test.get(i);
            double[] sums = weeks.computeIfAbsent(row.closedDay(), day -> new double[3]);
            sums[0]++;
            sums[1] += BackTest.logLoss(model[i][row.label()]);
            sums[2] += BackTest.logLoss(persistence[i][row.label()]);
        }
        List<Week> all = new ArrayList<>();
        weeks.forEach((day, sums) -> all.add(new Week(day, (int) sums[0], sums[1] / sums[0], sums[2] / sums[0])));
        return all;
    }

    private static Map<String, Double> importance(OutlookModel model) {
        Map<String, Double> gains = model.importance();
        double sum = gains.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        gains.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / sum));
        return shares;
    }
}
