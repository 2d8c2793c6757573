package io.menuflow.models.training;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Rows to learn from and to judge by.
 *
 * @param features what each number of a row is
 * @param restaurants how many were read, those too young for a row included
 * @param rows by restaurant, then day close, then item
 */
record Dataset(List<FeatureRef> features, int restaurants, List<Row> rows) {

    Dataset {
        features = List.copyOf(features);
        rows = List.copyOf(rows);
    }

    /**
     * Reads every restaurant, each seen through {@link LeakCheck}.
     *
     * @param seed draws which day closes that looks at
     * @throws RefusedException when a feature knows the future
     * @throws InterruptedException when the thread was interrupted meanwhile
     */
    static Dataset read(Histories histories, Features features, long seed, ProgressListener progress)
            throws InterruptedException {
        List<List<Row>> rows = Reading.each(
                histories,
                restaurant -> {
                    LeakCheck.check(restaurant, features, seed);
                    return DayCloses.rows(restaurant, features);
                },
                progress);
        return new Dataset(
                features.refs(),
                rows.size(),
                rows.stream().flatMap(List::stream).toList());
    }

    /** A hash of all that is in it. */
    String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DataOutputStream out =
                    new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                for (Row row : rows) {
                    out.writeUTF(row.restaurant());
                    out.writeInt(row.closedDay());
                    out.writeUTF(row.itemId());
                    out.writeByte(row.state());
                    out.writeByte(row.label());
                    for (float value : row.features()) {
                        out.writeInt(Float.floatToIntBits(value));
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
