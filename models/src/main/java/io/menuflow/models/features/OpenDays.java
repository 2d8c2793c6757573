package io.menuflow.models.features;

import java.util.List;

/**
 * The business days with a sale of anything among the last ones before a day close, told as their number, and the sum of
 * their places and of their squares among {@link ItemCut#SPAN}: what a straight line through them needs.
 *
 * @param of among how many
 */
record OpenDays(int of, int count, long sum, long sumOfSquares) {

    static OpenDays of(List<ItemCut> items, int days) {
        long open = 0;
        for (ItemCut item : items) {
            open |= item.soldOn;
        }
        int count = 0;
        long sum = 0;
        long sumOfSquares = 0;
        for (int day = ItemCut.SPAN - days; day < ItemCut.SPAN; day++) {
            if ((open >>> day & 1) != 0) {
                count++;
                sum += day;
                sumOfSquares += (long) day * day;
            }
        }
        return new OpenDays(days, count, sum, sumOfSquares);
    }
}
