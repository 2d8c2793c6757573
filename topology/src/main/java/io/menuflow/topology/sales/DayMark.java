package io.menuflow.topology.sales;

import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says that what was published of a restaurant's closed days is to be told again. Marks are rows of the sales store,
 * written with the change that makes them necessary and deleted with what was told: no crash comes between. They mean
 * the same however often they are set. All restaurants' marks lie together, ascending by restaurant and day, where no
 * restaurant's own rows are: after a start they are found without reading any.
 *
 * <pre>
 * 0 restaurant 0 0 0 0                     every day there is
 * 0 restaurant 0 month dayOfMonth          every item of a day
 * 0 restaurant 0 month dayOfMonth item     an item of a day
 * </pre>
 *
 * @param month since year 0; 0 for every day there is
 * @param dayOfMonth 1..31; 0 for every day there is
 * @param item empty for every item
 */
public record DayMark(String restaurant, int month, int dayOfMonth, String item) {

    private static final String NOBODY = "";
    private static final byte[] SET = {1};

    /** Every day there is. */
    public static DayMark ofAll(String restaurant) {
        return new DayMark(restaurant, 0, 0, "");
    }

    /** Every item of a business day. */
    public static DayMark of(String restaurant, int day) {
        return of(restaurant, day, "");
    }

    /** An item of a business day. */
    public static DayMark of(String restaurant, int day, String item) {
        return new DayMark(restaurant, SalesKeys.monthOf(day), SalesKeys.dayOfMonth(day), item);
    }

    /** Whether it is of every day there is. */
    public boolean isOfAll() {
        return dayOfMonth == 0;
    }

    /** Whether it is of every item. */
    public boolean isWhole() {
        return item.isEmpty();
    }

    /** The business day. */
    public int day() {
        return SalesKeys.day(month, dayOfMonth);
    }

    /** Adds it to what is written. */
    public void set(Rows.Batch batch) {
        batch.put(key(), SET);
    }

    /** Adds to what is written that it is done. */
    public void delete(Rows.Batch batch) {
        batch.put(key(), null);
    }

    /** The first marks of a restaurant. */
    public static List<DayMark> first(Rows sales, String restaurant, int max) {
        List<DayMark> marks = new ArrayList<>();
        byte[] from = Key.of(NOBODY).name(restaurant).toBytes();
        sales.scanSome(from, after(restaurant), max, (key, row) -> marks.add(of(key)));
        return marks;
    }

    /** Every restaurant that has marks, each found by one look. */
    public static List<String> restaurants(Rows sales) {
        List<String> restaurants = new ArrayList<>();
        byte[] from = Key.of(NOBODY).toBytes();
        int before;
        do {
            before = restaurants.size();
            sales.scanSome(from, Key.after(NOBODY), 1, (key, row) -> restaurants.add(of(key).restaurant()));
            from = restaurants.isEmpty() ? from : after(restaurants.get(restaurants.size() - 1));
        } while (restaurants.size() > before);
        return restaurants;
    }

    /** Above every mark of a restaurant. */
    private static byte[] after(String restaurant) {
        byte[] key = Key.of(NOBODY).name(restaurant).toBytes();
        key[key.length - 1] = 1;
        return key;
    }

    private byte[] key() {
        return Key.of(NOBODY)
                .name(restaurant)
                .twoBytes(month)
                .oneByte(dayOfMonth)
                .text(item);
    }

    private static DayMark of(byte[] key) {
        String restaurant = Key.restaurantOf(Arrays.copyOfRange(key, 1, key.length));
        int at = 2 + restaurant.length(); // of ASCII
        int month = ((key[at] & 0xFF) << 8) | (key[at + 1] & 0xFF);
        return new DayMark(
                restaurant, month, key[at + 2], new String(key, at + 3, key.length - at - 3, StandardCharsets.UTF_8));
    }
}
