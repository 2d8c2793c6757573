package io.menuflow.topology.sales;

import io.menuflow.topology.store.Key;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Keys of the sales store. Months come before items, so that a window is one contiguous range of at most
 * {@code months × items} rows, whatever the history:
 *
 * <pre>
 * 0 ...                                what is to be published of closed days, see {@link DayMark}
 * restaurant 0 'a'                     latest event
 * restaurant 0 'b' block               what is to be made anew of blocks of days, see {@link BlockMarks}
 * restaurant 0 'g'                     what it was when it was removed, see {@link Removed}
 * restaurant 0 'i' item                name, category, first and last day sold
 * restaurant 0 'm' month 'd' item      item by day, order type and daypart
 * restaurant 0 'm' month 'o' day       open items on that day by order type and daypart
 * restaurant 0 'm' month 'r' day       restaurant on that day by order type and daypart, by order type and hour
 * </pre>
 */
public final class SalesKeys {

    /** Kind of an item's month row. */
    static final int ITEM = 'd';
    /** Kind of a row of what was sold on one day at prices typed in at the till. */
    static final int OPEN_ITEMS = 'o';
    /** Kind of a row of the restaurant's own: of one day, because every check changes it. */
    static final int RESTAURANT = 'r';

    private SalesKeys() {}

    static byte[] latest(String restaurant) {
        return Key.of(restaurant).oneByte('a').toBytes();
    }

    static byte[] info(String restaurant, String item) {
        return Key.of(restaurant).oneByte('i').text(item);
    }

    static byte[] infosFrom(String restaurant) {
        return Key.of(restaurant).oneByte('i').toBytes();
    }

    static byte[] infosTo(String restaurant) {
        return Key.of(restaurant).oneByte('j').toBytes();
    }

    /** At or below every row of a month. */
    static byte[] monthFrom(String restaurant, int month) {
        return Key.of(restaurant).oneByte('m').twoBytes(month).toBytes();
    }

    /** Above every row of a month, below every row of the next. */
    static byte[] monthTo(String restaurant, int month) {
        return monthFrom(restaurant, month + 1);
    }

    /** At or below every item's row of a month. */
    static byte[] itemsFrom(String restaurant, int month) {
        return Key.of(restaurant).oneByte('m').twoBytes(month).oneByte(ITEM).toBytes();
    }

    /** Above every item's row of a month. */
    static byte[] itemsTo(String restaurant, int month) {
        return Key.of(restaurant).oneByte('m').twoBytes(month).oneByte(ITEM + 1).toBytes();
    }

    /** At or below every row of a month's open items. */
    static byte[] openItemsFrom(String restaurant, int month) {
        return Key.of(restaurant)
                .oneByte('m')
                .twoBytes(month)
                .oneByte(OPEN_ITEMS)
                .toBytes();
    }

    /** Above every row of a month's open items. */
    static byte[] openItemsTo(String restaurant, int month) {
        return Key.of(restaurant)
                .oneByte('m')
                .twoBytes(month)
                .oneByte(OPEN_ITEMS + 1)
                .toBytes();
    }

    /** The months since year 0 of a business day. */
    static int monthOf(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }

    /** The day of the month of a business day, 1..31. */
    static int dayOfMonth(int day) {
        return LocalDate.ofEpochDay(day).getDayOfMonth();
    }

    /** The business day of a month's day. */
    static int day(int month, int dayOfMonth) {
        return (int) LocalDate.of(month / 12, month % 12 + 1, dayOfMonth).toEpochDay();
    }

    /**
     * Where a month row lies.
     *
     * @param of the item; of a row of one day the day of the month, as one character
     */
    record Place(int month, int kind, String of) {

        /** The place of an item. */
        static Place ofItem(int month, String item) {
            return new Place(month, ITEM, item);
        }

        /** The place of a restaurant's own sales on a day. */
        static Place ofRestaurant(int month, int dayOfMonth) {
            return new Place(month, RESTAURANT, Character.toString(dayOfMonth));
        }

        /** The place of a day's open items. */
        static Place ofOpenItems(int month, int dayOfMonth) {
            return new Place(month, OPEN_ITEMS, Character.toString(dayOfMonth));
        }

        /** The key there. */
        byte[] key(String restaurant) {
            return Key.of(restaurant).oneByte('m').twoBytes(month).oneByte(kind).text(of);
        }

        /** Read back from a key. */
        static Place of(byte[] key) {
            int at = 0;
            while (key[at] != 0) {
                at++;
            }
            int month = ((key[at + 2] & 0xFF) << 8) | (key[at + 3] & 0xFF);
            return new Place(month, key[at + 4], new String(key, at + 5, key.length - at - 5, StandardCharsets.UTF_8));
        }
    }

    /** The item of an info row's key. */
    static String itemOfInfo(byte[] key) {
        int at = 0;
        while (key[at] != 0) {
            at++;
        }
        return new String(key, at + 2, key.length - at - 2, StandardCharsets.UTF_8);
    }
}
