package io.menuflow.topology.sales;

import io.menuflow.models.calendar.BusinessCalendar.Moment;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.check.ItemSale;
import io.menuflow.models.sales.AtPrice;
import io.menuflow.models.sales.Packed;
import io.menuflow.models.sales.Tally;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The winning revision of a check, with exactly what it added, so that it can be taken back to the cent whatever the
 * settings have become since. It counts while its day is in the history, and is remembered, without its items, while the
 * day it arrived on is: an older revision that comes still later was closed before that, and is too old by itself.
 *
 * @param revision the highest seen
 * @param content hash of all it says but the revision
 * @param day business day
 * @param arrivedOn the business day it was received on, by a clock that is fast by what a till's may be
 * @param hour local hour, 0..23
 * @param daypart 1-based index on its day, 0 for none
 * @param items what it adds to each item; empty when voided, or no longer in the history
 * @param openItems what of that was sold at prices typed in at the till; nothing of a check that an earlier version counted
 */
public record CheckRow(
        long revision,
        long content,
        int day,
        int arrivedOn,
        int hour,
        int daypart,
        OrderType orderType,
        List<Share> items,
        Tally openItems) {

    private static final int VERSION = 4;
    private static final int WITHOUT_OPEN_ITEMS = 3;
    private static final int WITHOUT_PRICES = 2;
    private static final int WITHOUT_ARRIVAL = 1;

    /** What the check adds to one item, and at which list prices, ascending. */
    public record Share(String itemId, Tally tally, List<AtPrice> prices) {
        public Share {
            prices = List.copyOf(prices);
        }
    }

    public CheckRow {
        items = List.copyOf(items);
    }

    /** Of a check without open items. */
    CheckRow(
            long revision,
            long content,
            int day,
            int arrivedOn,
            int hour,
            int daypart,
            OrderType orderType,
            List<Share> items) {
        this(revision, content, day, arrivedOn, hour, daypart, orderType, items, Tally.ZERO);
    }

    /** The row. */
    public static CheckRow of(
            long revision,
            long content,
            Moment moment,
            int arrivedOn,
            OrderType orderType,
            List<ItemSale> sales,
            Tally openItems) {
        List<Share> items = sales.stream()
                .map(sale -> new Share(sale.itemId(), sale.tally(), sale.prices()))
                .toList();
        return new CheckRow(
                revision,
                content,
                moment.day(),
                arrivedOn,
                moment.hour(),
                moment.daypart(),
                orderType,
                items,
                openItems);
    }

    /** The same content, as another revision or another delivery told it. */
    public CheckRow toldBy(CheckRow other) {
        return new CheckRow(other.revision, content, day, other.arrivedOn, hour, daypart, orderType, items, openItems);
    }

    /** What is left of it when the history begins with a day; null when that is nothing. */
    public @Nullable CheckRow from(int historyFrom) {
        if (day >= historyFrom) {
            return this;
        }
        return arrivedOn < historyFrom
                ? null
                : items.isEmpty()
                        ? this
                        : new CheckRow(revision, content, day, arrivedOn, hour, daypart, orderType, List.of());
    }

    /** What it adds to one of its items, with what only the whole check tells. */
    Tally added(Share item) {
        boolean others = items.stream()
                .anyMatch(other ->
                        !other.itemId().equals(item.itemId()) && other.tally().orders() > 0);
        return item.tally().ofOneCheck(others);
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
        boolean open = !openItems.isZero(); // few checks have any: the others are as they were
        Packed.Writer out = new Packed.Writer()
                .raw(open ? VERSION : WITHOUT_OPEN_ITEMS)
                .number(revision)
                .signed(content)
                .signed(day)
                .signed((long) arrivedOn - day)
                .raw(hour)
                .raw(daypart)
                .raw(orderType.code());
        if (open) {
            out.share(openItems);
        }
        for (Share item : items) {
            out.text(item.itemId()).share(item.tally()).prices(item.prices());
        }
        return out.toBytes();
    }

    /** The row. */
    public static CheckRow of(byte[] bytes) {
        Packed.Reader in = new Packed.Reader(bytes);
        int version = in.raw();
        if (version < WITHOUT_ARRIVAL || version > VERSION) {
            throw new IllegalArgumentException("a check row of an unknown version: " + bytes[0]);
        }
        long revision = in.number();
        long content = in.signed();
        int day = (int) in.signed();
        int arrivedOn = day + (version == WITHOUT_ARRIVAL ? 0 : (int) in.signed());
        int hour = in.raw();
        int daypart = in.raw();
        OrderType orderType = OrderType.ofCode(in.raw());
        Tally openItems = version <= WITHOUT_OPEN_ITEMS ? Tally.ZERO : in.share();
        List<Share> items = new ArrayList<>();
        while (in.hasMore()) {
            items.add(new Share(in.text(), in.share(), version <= WITHOUT_PRICES ? List.of() : in.prices()));
        }
        return new CheckRow(revision, content, day, arrivedOn, hour, daypart, orderType, items, openItems);
    }
}
