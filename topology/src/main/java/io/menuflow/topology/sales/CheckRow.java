package io.menuflow.topology.sales;

import io.menuflow.models.calendar.BusinessCalendar.Moment;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.check.ItemSale;
import io.menuflow.models.sales.Packed;
import io.menuflow.models.sales.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * The winning revision of a check, with exactly what it added, so that it can be taken back to the cent whatever the
 * settings have become since.
 *
 * @param revision the highest seen
 * @param content hash of all it says but the revision
 * @param day business day
 * @param hour local hour, 0..23
 * @param daypart 1-based index on its day, 0 for none
 * @param items what it adds to each item; empty when voided
 */
public record CheckRow(
        long revision, long content, int day, int hour, int daypart, OrderType orderType, List<Share> items) {

    private static final int VERSION = 1;

    /** What the check adds to one item. */
    public record Share(String itemId, Tally tally) {}

    public CheckRow {
        items = List.copyOf(items);
    }

    /** The row. */
    public static CheckRow of(long revision, long content, Moment moment, OrderType orderType, List<ItemSale> sales) {
        List<Share> items = sales.stream()
                .map(sale -> new Share(sale.itemId(), sale.tally()))
                .toList();
        return new CheckRow(revision, content, moment.day(), moment.hour(), moment.daypart(), orderType, items);
    }

    /** A revision that adds nothing, remembered until {@code day} leaves the history. */
    public static CheckRow empty(long revision, long content, int day, OrderType orderType) {
        return new CheckRow(revision, content, day, 0, 0, orderType, List.of());
    }

    /** The same content under a higher revision. */
    public CheckRow withRevision(long higher) {
        return new CheckRow(higher, content, day, hour, daypart, orderType, items);
    }

    /** Whether it counts as an order of an item. */
    boolean sells(String itemId) {
        for (Share item : items) {
            if (item.itemId().equals(itemId)) {
                return item.tally().orders() > 0;
            }
        }
        return false;
    }

    /** The packed row. */
    public byte[] toBytes() {
        Packed.Writer out = new Packed.Writer()
                .raw(VERSION)
                .number(revision)
                .signed(content)
                .signed(day)
                .raw(hour)
                .raw(daypart)
                .raw(orderType.code());
        for (Share item : items) {
            out.text(item.itemId()).tally(item.tally());
        }
        return out.toBytes();
    }

    /** The row. */
    public static CheckRow of(byte[] bytes) {
        Packed.Reader in = new Packed.Reader(bytes);
        if (in.raw() != VERSION) {
            throw new IllegalArgumentException("a check row of an unknown version: " + bytes[0]);
        }
        long revision = in.number();
        long content = in.signed();
        int day = (int) in.signed();
        int hour = in.raw();
        int daypart = in.raw();
        OrderType orderType = OrderType.ofCode(in.raw());
        List<Share> items = new ArrayList<>();
        while (in.hasMore()) {
            items.add(new Share(in.text(), in.tally()));
        }
        return new CheckRow(revision, content, day, hour, daypart, orderType, items);
    }
}
