package io.menuflow.models.outlook;

import io.menuflow.models.menu.Quadrant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calibrated persistence, the yardstick of every outlook: how often an item of a quadrant was in each quadrant a window
 * later. Rows are the quadrant now, in the order of {@link #CLASSES}, then any other state (new, unknown, too few);
 * columns the quadrant then. Each row sums to 1.
 */
public record Persistence(List<List<Double>> rows) {

    /** The quadrants an outlook is about, in the order of all its probabilities. */
    public static final List<Quadrant> CLASSES =
            List.of(Quadrant.STAR, Quadrant.PLOWHORSE, Quadrant.PUZZLE, Quadrant.DOG);

    public Persistence {
        rows = rows.stream().map(List::copyOf).toList();
        if (rows.size() != CLASSES.size() + 1 || rows.stream().anyMatch(row -> row.size() != CLASSES.size())) {
            throw new IllegalArgumentException("calibrated persistence has 5 rows of 4 probabilities");
        }
    }

    /**
     * Counts transitions, each row smoothed by as many imaginary ones as there are classes, spread as the classes are
     * overall.
     *
     * @param from rows of {@link #state}
     * @param to indexes into {@link #CLASSES}, as many
     */
    public static Persistence fitted(int[] from, int[] to) {
        int classes = CLASSES.size();
        double[][] counts = new double[classes + 1][classes];
        double[] overall = new double[classes];
        Arrays.fill(overall, 1);
        for (int i = 0; i < from.length; i++) {
            counts[from[i]][to[i]]++;
            overall[to[i]]++;
        }
        double all = Arrays.stream(overall).sum();
        return new Persistence(Arrays.stream(counts)
                .map(row -> {
                    double total = Arrays.stream(row).sum() + classes;
                    return java.util.stream.IntStream.range(0, classes)
                            .mapToObj(i -> (row[i] + classes * overall[i] / all) / total)
                            .toList();
                })
                .toList());
    }

    /** The index of the greatest probability, the first of equals. */
    public static int likeliest(float[] probabilities) {
        int likeliest = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[likeliest]) {
                likeliest = i;
            }
        }
        return likeliest;
    }

    /** The row of an item's quadrant now. */
    public static int state(@Nullable Quadrant now) {
        int state = now == null ? -1 : CLASSES.indexOf(now);
        return state < 0 ? CLASSES.size() : state;
    }

    /** The probabilities of each class for an item of a quadrant now. */
    public float[] probabilities(@Nullable Quadrant now) {
        List<Double> row = rows.get(state(now));
        float[] probabilities = new float[row.size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = row.get(i).floatValue();
        }
        return probabilities;
    }
}
