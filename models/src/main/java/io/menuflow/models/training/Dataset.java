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
import java.util.concurrent.atomic.AtomicLong;

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
        Thread caller = Thread.currentThread();
        AtomicLong read = new AtomicLong();
        long expected = histories.count();
        List<List<Row>> rows;
        try (var restaurants = histories.stream()) {
            rows = restaurants
                    .map(restaurant -> {
                        if (caller.isInterrupted()) {
                            return List.<Row>of();
                        }
                        LeakCheck.check(restaurant, features, seed);
                        List<Row> its = DayCloses.rows(restaurant, features);
                        long done = read.incrementAndGet();
                        synchronized (read) {
                            progress.at("restaurants", done, Math.max(done, expected));
                        }
                        return its;
                    })
                    .toList();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while reading restaurants");
        }
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
