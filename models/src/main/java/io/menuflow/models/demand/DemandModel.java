package io.menuflow.models.demand;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.LoadedBooster;
import io.menuflow.models.outlook.LoadedBooster.Outputs;
import io.menuflow.models.outlook.Manifest;
import java.util.Arrays;
import java.util.Map;

/**
 * A loaded model of demand: where P10, P50 and P90 of a day to come lie in what exponential smoothing makes of it, on the
 * scale on which that is standard normal (−1.28, 0 and 1.28 leave it as it is). Scoring is safe from several threads. Its
 * native memory is released when it is closed.
 */
public final class DemandModel implements AutoCloseable {

    /** What models of demand are called. */
    public static final String NAME = "demand";

    static final double[] PROBABILITIES = {0.1, 0.5, 0.9};

    private static final Outputs OUTPUTS = new Outputs("reg:quantileerror", PROBABILITIES.length);

    private final LoadedBooster booster;

    private DemandModel(LoadedBooster booster) {
        this.booster = booster;
    }

    /**
     * Loads a model that reads exactly {@link DemandFeatures#refs}, in this order.
     *
     * @throws BadArtefactException when it reads others, is no model of demand, or cannot be loaded
     */
    public static DemandModel load(Artefact artefact) throws BadArtefactException {
        Manifest manifest = artefact.manifest();
        if (!manifest.name().equals(NAME)) {
            throw new BadArtefactException(
                    "the model " + manifest.version() + " is of " + manifest.name() + ", not of " + NAME);
        }
        return new DemandModel(LoadedBooster.load(artefact, DemandFeatures.refs(), OUTPUTS));
    }

    /** What it is. */
    public Manifest manifest() {
        return booster.manifest();
    }

    /**
     * P10, P50 and P90 in standard normal units, ascending.
     *
     * @param rows features, row after row; NaN is missing
     * @param count how many rows
     */
    float[][] quantiles(float[] rows, int count) {
        float[] sums = booster.sums(rows, count);
        float[][] all = new float[count][];
        for (int row = 0; row < count; row++) {
            all[row] = Arrays.copyOfRange(sums, row * PROBABILITIES.length, (row + 1) * PROBABILITIES.length);
            Arrays.sort(all[row]); // learned apart they may cross; in order they are never worse
        }
        return all;
    }

    /** How much each feature gained in all splits, by name; features never split on are left out. */
    public Map<String, Double> importance() {
        return booster.importance();
    }

    @Override
    public void close() {
        booster.close();
    }
}
