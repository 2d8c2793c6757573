package io.menuflow.models.training;

import io.menuflow.models.training.Evaluation.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Intervals of outlooks: rows of a block (items of one menu, and day closes whose labels overlap) stay together. */
final class BlockBootstrap {

    /** Weeks of a block: as many as a label looks ahead. */
    static final int WEEKS = 4;

    private final int[] blockOf;
    private final BlockDraws draws;

    /**
     * Draws resamples of rows.
     *
     * @param replicates how many
     */
    BlockBootstrap(List<Row> rows, int replicates, long seed) {
        draws = new BlockDraws(rows.stream().mapToInt(Row::week).min().orElse(0), WEEKS);
        blockOf = rows.stream()
                .mapToInt(row -> draws.block(row.restaurant(), row.week()))
                .toArray();
        draws.draw(replicates, seed);
    }

    /** How many blocks there are. */
    int blocks() {
        return draws.blocks();
    }

    /** The sums of each block of some outlooks, a row each, of the rows this was made for. */
    List<ScoreSums> sums(List<Row> rows, float[][] probabilities) {
        List<ScoreSums> sums = new ArrayList<>(blocks());
        for (int i = 0; i < blocks(); i++) {
            sums.add(new ScoreSums());
        }
        for (int i = 0; i < probabilities.length; i++) {
            sums.get(blockOf[i]).add(probabilities[i], rows.get(i).label());
        }
        return sums;
    }

    /** The sums of every resample, then those of all rows as they are. */
    List<ScoreSums> resampled(List<ScoreSums> ofBlocks) {
        return draws.resampled(ofBlocks, ScoreSums::new);
    }

    /** A score with its interval. */
    static Estimate estimate(List<ScoreSums> resampled, ToDoubleFunction<ScoreSums> score) {
        return BlockDraws.estimate(resampled, score);
    }

    /** How much lower the log-loss of {@code model} is than the {@code other}'s, drawn alike. */
    static Estimate gain(List<ScoreSums> model, List<ScoreSums> other) {
        return BlockDraws.gain(model, other, ScoreSums::logLoss);
    }
}
