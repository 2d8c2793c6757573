package io.menuflow.models.training;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DemandFeatures;
import io.menuflow.models.demand.DemandSample;
import io.menuflow.models.outlook.Manifest.Reference;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Days to learn demand from, by restaurant. */
final class DemandRows {

    /** Days to learn from; three quantiles and dozens of features need some hundreds. */
    private static final int TRAIN_ROWS = 500;

    private static final int OTHER_ROWS = 100;

    private final Map<String, List<DemandSample>> byRestaurant;
    private final List<DemandSample> all = new ArrayList<>();

    private DemandRows(Map<String, List<DemandSample>> byRestaurant) {
        this.byRestaurant = byRestaurant;
        byRestaurant.values().forEach(all::addAll);
    }

    static DemandRows none(String restaurant) {
        return of(restaurant, List.of());
    }

    static DemandRows of(String restaurant, List<DemandSample> samples) {
        Map<String, List<DemandSample>> one = new java.util.LinkedHashMap<>();
        one.put(restaurant, samples);
        return new DemandRows(one);
    }

    /** All together, in their order. */
    static DemandRows of(List<DemandRows> parts) {
        Map<String, List<DemandSample>> together = new java.util.LinkedHashMap<>();
        parts.forEach(part -> part.byRestaurant.forEach((restaurant, samples) -> {
            List<DemandSample> its = new ArrayList<>(together.getOrDefault(restaurant, List.of()));
            its.addAll(samples);
            together.put(restaurant, its);
        }));
        return new DemandRows(together);
    }

    DemandRows and(DemandRows other) {
        return of(List.of(this, other));
    }

    /** Those whose day close lies in a part. */
    DemandRows in(DayRange part) {
        Map<String, List<DemandSample>> in = new java.util.LinkedHashMap<>();
        byRestaurant.forEach((restaurant, samples) -> in.put(
                restaurant,
                samples.stream().filter(row -> part.contains(row.closedDay())).toList()));
        return new DemandRows(in);
    }

    int size() {
        return all.size();
    }

    int restaurants() {
        return byRestaurant.size();
    }

    List<Integer> closes() {
        return all.stream().map(DemandSample::closedDay).distinct().toList();
    }

    /** Throws RefusedException when nothing can be learned, or a restaurant is there twice. */
    void refuse() {
        if (byRestaurant.isEmpty()) {
            throw new RefusedException("there is no restaurant with sales");
        }
        if (all.isEmpty()) {
            throw new RefusedException(
                    byRestaurant.size() + " restaurants have no item with four weeks of sales before a day close"
                            + " and two after it: there is nothing to learn from");
        }
        Map<Long, String> owners = new HashMap<>();
        byRestaurant.forEach((restaurant, samples) -> {
            long content = 0;
            for (DemandSample sample : samples) {
                content = 1_000_003 * content
                        + ((long) Arrays.hashCode(sample.features()) << 32)
                        + sample.itemId().hashCode()
                        + sample.day();
            }
            String other = samples.isEmpty() ? null : owners.put(content, restaurant);
            if (other != null) {
                throw new RefusedException(restaurant + " and " + other
                        + " have the same items with the same sales on the same days: one is a copy of the other");
            }
        });
    }

    /** Throws RefusedException when a part is too small; returns warnings. */
    static List<String> check(DemandRows train, DemandRows validation) {
        atLeast(TRAIN_ROWS, train, "learn from");
        atLeast(OTHER_ROWS, validation, "choose by");
        return DataChecks.silent(
                train.all.stream().map(DemandSample::features).toList(),
                DemandFeatures.refs().stream().map(ref -> ref.name()).toList());
    }

    private static void atLeast(int least, DemandRows part, String purpose) {
        if (part.size() < least) {
            throw new RefusedException(
                    "there are " + part.size() + " days to " + purpose + ", at least " + least + " are needed");
        }
    }

    /** In XGBoost's memory. */
    Boosting boosting() {
        int columns = DemandFeatures.refs().size();
        float[] values = new float[all.size() * columns];
        float[] labels = new float[all.size()];
        float[] weights = new float[all.size()];
        for (int i = 0; i < labels.length; i++) {
            DemandSample sample = all.get(i);
            System.arraycopy(sample.features(), 0, values, i * columns, columns);
            labels[i] = sample.label();
            weights[i] = sample.weight();
        }
        return new Boosting(values, columns, labels, weights);
    }

    List<Reference> references() {
        return References.ofFeatures(
                all.stream().map(DemandSample::features).toList(),
                DemandFeatures.refs().size());
    }

    /** A hash of all that is in it. */
    String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DataOutputStream out =
                    new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                for (Map.Entry<String, List<DemandSample>> restaurant : byRestaurant.entrySet()) {
                    out.writeUTF(restaurant.getKey());
                    for (DemandSample sample : restaurant.getValue()) {
                        out.writeInt(sample.closedDay());
                        out.writeInt(sample.day());
                        out.writeUTF(sample.itemId());
                        out.writeFloat(sample.label());
                        out.writeFloat(sample.weight());
                        for (float value : sample.features()) {
                            out.writeInt(Float.floatToIntBits(value));
                        }
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("writes to nowhere", e);
        }
    }
}
