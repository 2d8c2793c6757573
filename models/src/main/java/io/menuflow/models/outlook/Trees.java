package io.menuflow.models.outlook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trees of a booster, laid out to be walked by many rows: XGBoost's own bits, at a fraction of its time. Each tree is
 * walked by a block of rows before the next one, so that both stay in the nearest cache, and without a branch that could be
 * guessed wrong: floats are compared as integers of the same order, a missing value is the smallest or the greatest of them
 * as the split wants it, and who has reached a leaf stays there until the tree's depth is walked.
 */
final class Trees {

    /** Rows that walk side by side, and rows of a block, a multiple of it. */
    private static final int TOGETHER = 4;

    private static final int BLOCK = 32;

    private static final int MAX_NODES = 1 << 16;

    private final int classes;
    private final int features;
    private final float base;
    private final List<Tree> trees = new ArrayList<>();
    /** What a row is read into: a column for each feature and each side a missing value goes to. */
    private final Map<Column, Integer> columns = new LinkedHashMap<>();

    private final int[] featureOf;
    private final int[] missingOf;

    private record Column(int feature, boolean missingIsLeft) {}

    /**
     * One tree.
     *
     * @param nodes of a split from high to low: 32 bits of the greatest value that goes left, 16 of its left child, which
     *     the right one follows, 16 of the column; of a leaf: everything goes left, to itself
     * @param leaves by node
     * @param group the class it is of
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tree(long[] nodes, float[] leaves, int depth, int group) {}

    /** Lays out a booster that reads so many features; throws BadArtefactException when its trees are none. */
    Trees(BoosterJson booster, int features, int classes) throws BadArtefactException {
        this.features = features;
        this.classes = classes;
        this.base = booster.learner().learnerModelParam().baseScore();
        BoosterJson.Model model = booster.learner().gradientBooster().model();
        for (int i = 0; i < model.trees().size(); i++) {
            BoosterJson.Tree tree = model.trees().get(i);
            refuseNone(tree, model.treeInfo()[i]);
            trees.add(tree(tree, model.treeInfo()[i]));
        }
        featureOf = columns.keySet().stream().mapToInt(Column::feature).toArray();
        missingOf = columns.keySet().stream()
                .mapToInt(column -> column.missingIsLeft() ? Integer.MIN_VALUE : Integer.MAX_VALUE)
                .toArray();
    }

    private void refuseNone(BoosterJson.Tree tree, int group) throws BadArtefactException {
        int size = tree.leftChildren().length;
        if (size > MAX_NODES) {
            throw new BadArtefactException("a tree of the booster has " + size + " nodes; at most " + MAX_NODES);
        }
        boolean isTree = size > 0 && group >= 0 && group < classes;
        for (int i = 0; i < size; i++) {
            int left = tree.leftChildren()[i];
            int feature = tree.splitIndices()[i];
            isTree &= left == -1 || (left > i && left < size - 1 && feature >= 0 && feature < features);
            isTree &= tree.splitType()[i] == 0;
        }
        if (!isTree) {
            throw new BadArtefactException("a tree of the booster is damaged, or splits by categories");
        }
    }

    private Tree tree(BoosterJson.Tree of, int group) {
        int size = of.leftChildren().length;
        long[] nodes = new long[size];
        int[] depths = new int[size];
        int depth = 0;
        for (int i = 0; i < size; i++) {
            int left = of.leftChildren()[i];
            if (left == -1) {
                nodes[i] = node(Integer.MAX_VALUE, i, 0);
                depth = Math.max(depth, depths[i]);
            } else {
                depths[left] = depths[i] + 1;
                depths[left + 1] = depths[i] + 1;
                nodes[i] = node(ordered(of.splitConditions()[i]) - 1, left, column(of, i));
            }
        }
        return new Tree(nodes, of.splitConditions(), depth, group);
    }

    private static long node(int greatestLeft, int left, int column) {
        return (long) greatestLeft << 32 | (long) left << 16 | column;
    }

    private int column(BoosterJson.Tree of, int node) {
        Column column = new Column(of.splitIndices()[node], of.defaultLeft()[node] != 0);
        return columns.computeIfAbsent(column, next -> columns.size());
    }

    /** Probabilities of each class; see {@link OutlookModel#probabilities}. */
    float[][] probabilities(float[] rows, int count) {
        float[] odds = odds(rows, count);
        float[][] probabilities = new float[count][];
        for (int row = 0; row < count; row++) {
            probabilities[row] = Softmax.of(odds, row * classes, classes);
        }
        return probabilities;
    }

    /** Log-odds of each class, row after row: the sums of leaves, tree after tree, as XGBoost adds them. May end with up to
     * three rows that mean nothing. */
    float[] odds(float[] rows, int count) {
        int padded = (count + TOGETHER - 1) / TOGETHER * TOGETHER;
        float[] odds = new float[padded * classes];
        Arrays.fill(odds, base);
        int[] values = new int[Math.min(padded, BLOCK) * featureOf.length];
        for (int from = 0; from < count; from += BLOCK) {
            int size = Math.min(BLOCK, count - from);
            read(rows, from, size, values);
            for (int i = 0; i < trees.size(); i++) {
                walk(trees.get(i), values, size, odds, from * classes);
            }
        }
        return odds;
    }

    private void read(float[] rows, int from, int size, int[] values) {
        int at = 0;
        for (int row = from; row < from + size; row++) {
            for (int i = 0; i < featureOf.length; i++) {
                float value = rows[row * features + featureOf[i]];
                values[at++] = Float.isNaN(value) ? missingOf[i] : ordered(value);
            }
        }
    }

    /** Four rows at a time: while one of them waits for what it looks up, the others do not. */
    private void walk(Tree tree, int[] values, int size, float[] odds, int to) {
        long[] nodes = tree.nodes;
        int width = featureOf.length;
        for (int row = 0; row < size; row += TOGETHER) {
            int first = row * width;
            int a = 0;
            int b = 0;
            int c = 0;
            int d = 0;
            for (int step = 0; step < tree.depth; step++) {
                a = next(nodes[a], values, first);
                b = next(nodes[b], values, first + width);
                c = next(nodes[c], values, first + 2 * width);
                d = next(nodes[d], values, first + 3 * width);
            }
            int at = to + row * classes + tree.group;
            odds[at] += tree.leaves[a];
            odds[at + classes] += tree.leaves[b];
            odds[at + 2 * classes] += tree.leaves[c];
            odds[at + 3 * classes] += tree.leaves[d];
        }
    }

    private static int next(long node, int[] values, int row) {
        long over = (node >> 32) - values[row + ((int) node & 0xffff)]; // negative when the value goes right
        return ((int) node >>> 16) + (int) (over >>> 63);
    }

    /** An integer for each float but NaN, in the same order; both zeros are one. */
    private static int ordered(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}
