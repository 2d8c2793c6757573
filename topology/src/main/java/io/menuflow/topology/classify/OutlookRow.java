package io.menuflow.topology.classify;

import com.dynatrace.hash4j.hashing.HashStream64;
import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.outlook.BackTest;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.outlook.MenuOutlook;
import io.menuflow.models.outlook.MenuOutlook.Served;
import io.menuflow.models.outlook.Persistence;
import io.menuflow.models.sales.Packed;
import io.menuflow.topology.store.Key;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a menu's items are heading, as of one day close and by one model: a row beside the snapshot, written when a day
 * closes, not with every sale.
 *
 * @param version the model's
 * @param closedDay the business day whose close the features were cut at
 * @param items by id, ascending
 */
public record OutlookRow(
        String version, Origin origin, int closedDay, Served served, BackTest backTest, Map<String, Item> items) {

    private static final int VERSION = 1;

    /**
     * One item.
     *
     * @param features what the model read; NaN is missing
     * @param byModel probabilities of {@link Persistence#CLASSES}
     * @param byBaseline the same by calibrated persistence
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by their bits, in hashes
    public record Item(float[] features, float[] byModel, float[] byBaseline) {

        /** The probabilities of whoever is served. */
        public float[] by(Served served) {
            return served == Served.MODEL ? byModel : byBaseline;
        }

        private void hash(HashStream64 hash) {
            for (float[] numbers : new float[][] {features, byModel, byBaseline}) {
                for (float number : numbers) {
                    hash.putInt(Float.floatToRawIntBits(number));
                }
            }
        }
    }

    /** The row of an outlook. */
    static OutlookRow of(MenuOutlook outlook) {
        Map<String, Item> items = new LinkedHashMap<>();
        FeatureTable features = outlook.features();
        for (int i = 0; i < features.rows(); i++) {
            ItemQuadrants item = features.items().get(i);
            items.put(item.item().itemId(), new Item(features.row(i), outlook.byModel()[i], outlook.byBaseline()[i]));
        }
        return new OutlookRow(
                outlook.model().version(),
                outlook.model().origin(),
                features.closedDay(),
                outlook.served(),
                outlook.backTest(),
                items);
    }

    /** The key of a restaurant's row, right after its snapshot's. */
    public static byte[] key(String restaurant) {
        return Key.of(restaurant).oneByte('o').toBytes();
    }

    /** Adds all it says of an item to a hash. */
    void hash(String itemId, HashStream64 hash) {
        Item item = items.get(itemId);
        hash.putBoolean(item != null);
        if (item != null) {
            hash.putString(version)
                    .putString(served.name())
                    .putInt(closedDay)
                    .putInt(backTest.labels())
                    .putDouble(backTest.modelLogLoss())
                    .putDouble(backTest.baselineLogLoss());
            item.hash(hash);
        }
    }

    /** The packed row. */
    byte[] toBytes() {
        int columns = items.isEmpty() ? 0 : items.values().iterator().next().features().length;
        Packed.Writer out = new Packed.Writer()
                .raw(VERSION)
                .text(version)
                .text(origin.name())
                .signed(closedDay)
                .text(served.name())
                .number(backTest.labels());
        bits(out, backTest.modelLogLoss());
        bits(out, backTest.baselineLogLoss());
        bits(out, backTest.challengerLogLoss());
        out.number(columns).number(items.size());
        items.forEach((id, item) -> {
            out.text(id).floats(item.features()).floats(item.byModel()).floats(item.byBaseline());
        });
        return out.toBytes();
    }

    /** The outlook in a row, or null when there is none. */
    public static @Nullable OutlookRow of(byte @Nullable [] row) {
        if (row == null) {
            return null;
        }
        Packed.Reader in = new Packed.Reader(row);
        if (in.raw() != VERSION) {
            throw new IllegalArgumentException("an outlook row of an unknown version: " + row[0]);
        }
        String version = in.text();
        Origin origin = Origin.valueOf(in.text());
        int closedDay = (int) in.signed();
        Served served = Served.valueOf(in.text());
        BackTest backTest = new BackTest((int) in.number(), real(in), real(in), real(in));
        int columns = (int) in.number();
        Map<String, Item> items = new LinkedHashMap<>();
        for (long left = in.number(); left > 0; left--) {
            items.put(
                    in.text(),
                    new Item(
                            in.floats(columns),
                            in.floats(Persistence.CLASSES.size()),
                            in.floats(Persistence.CLASSES.size())));
        }
        return new OutlookRow(version, origin, closedDay, served, backTest, items);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutlookRow row && Arrays.equals(toBytes(), row.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    private static void bits(Packed.Writer out, double number) {
        out.number(Double.doubleToLongBits(number));
    }

    private static double real(Packed.Reader in) {
        return Double.longBitsToDouble(in.number());
    }
}
