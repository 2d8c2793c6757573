package io.menuflow.topology.sales;

import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.Rows;
import java.util.HashMap;
import java.util.Map;

/**
 * Deletes what has left the history from the rows of checks, a few at a time. Ingest already takes it for gone, so when
 * it is swept changes no number.
 */
final class Sweep {

    private static final int ROWS_A_TURN = 500;

    private final Rows checks;
    private final Rows sales;
    private final int historyDays;
    private byte[] next = new byte[0];

    Sweep(Rows checks, Rows sales, int historyDays) {
        this.checks = checks;
        this.sales = sales;
        this.historyDays = historyDays;
    }

    /** Looks at the next rows, from the beginning again after the last. */
    void turn() {
        Map<String, Integer> historyFrom = new HashMap<>();
        Rows.Batch swept = new Rows.Batch();
        byte[] goOn = checks.scanSome(next, ROWS_A_TURN, (key, row) -> {
            int from = historyFrom.computeIfAbsent(Key.restaurantOf(key), this::historyFrom);
            CheckRow stored = CheckRow.of(row);
            CheckRow left = stored.from(from);
            if (!stored.equals(left)) {
                swept.put(key, left == null ? null : left.toBytes());
            }
        });
        checks.write(swept);
        next = goOn == null ? new byte[0] : goOn;
    }

    private int historyFrom(String restaurant) {
        Latest latest = Latest.of(sales, restaurant);
        return latest == null ? Integer.MIN_VALUE : latest.day() - historyDays + 1;
    }
}
