package io.menuflow.topology.sales;

import io.menuflow.models.check.ItemSale;
import io.menuflow.topology.arrival.Arrived;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a valid record does to the sums.
 *
 * @param checkKey the check's row
 * @param before the revision taken back, null when there is none
 * @param after the row to be stored, null when the record changes nothing
 * @param day the record's business day
 * @param seen the items the record names, for their names, whether it won or not
 * @param latestBefore the restaurant's latest event before this record, null when there was none
 * @param latest the same, this record included
 * @param historyFrom the first business day kept
 * @param arrived the record itself, should it have to be set aside
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CheckChange(
        String restaurant,
        byte[] checkKey,
        @Nullable CheckRow before,
        @Nullable CheckRow after,
        int day,
        List<ItemSale> seen,
        @Nullable Latest latestBefore,
        Latest latest,
        int historyFrom,
        Arrived arrived) {}
