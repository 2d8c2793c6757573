package io.menuflow.topology.classify;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.CostBasis;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.MenuWindow;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.QuadrantRules.Scope;
import io.menuflow.models.menu.Quadrants;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.Packed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One restaurant's menu at one moment: the row that readers and standbys answer from. It keeps what was judged, not the
 * verdict: any method, factor or scope can be asked of it, and the answer is still of that one moment.
 *
 * @param asOf the restaurant's latest event
 * @param currency of every amount
 * @param rules the restaurant's own
 * @param now the window that ends with the day of {@code asOf}
 * @param closed the window of the same length that ends the day before
 * @param published hash of the last record published about each item
 */
public record Snapshot(
        Instant asOf,
        String currency,
        QuadrantRules rules,
        MenuWindow now,
        MenuWindow closed,
        Map<String, Long> published) {

    private static final int VERSION = 1;

    public Snapshot {
        published = Map.copyOf(published);
    }

    /** The restaurant of a row of the snapshot store, whichever kind it is. */
    static String restaurantOf(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** The verdict by {@code rulesAsked}. */
    public List<ItemQuadrants> judge(QuadrantRules rulesAsked) {
        return Quadrants.of(now, closed, rulesAsked);
    }

    /** The packed row. */
    public byte[] toBytes() {
        Packed.Writer out = new Packed.Writer()
                .raw(VERSION)
                .signed(asOf.toEpochMilli())
                .text(currency)
                .text(rules.method().name())
                .text(rules.popularityFactor().toPlainString())
                .text(rules.scope().name())
                .number(rules.newItemDays())
                .number(rules.lowEvidenceUnits())
                .text(rules.settleBand().toPlainString());
        write(out, now);
        write(out, closed);
        out.number(published.size());
        new TreeMap<>(published).forEach((item, hash) -> out.text(item).signed(hash)); // equal snapshots, equal bytes
        return out.toBytes();
    }

    /** The snapshot in a row. */
    public static Snapshot of(byte[] row) {
        Packed.Reader in = new Packed.Reader(row);
        if (in.raw() != VERSION) {
            throw new IllegalArgumentException("a snapshot row of an unknown version: " + row[0]);
        }
        Instant asOf = Instant.ofEpochMilli(in.signed());
        String currency = in.text();
        QuadrantRules rules = new QuadrantRules(
                Method.valueOf(in.text()),
                new BigDecimal(in.text()),
                Scope.valueOf(in.text()),
                (int) in.number(),
                (int) in.number(),
                new BigDecimal(in.text()));
        MenuWindow now = menu(in);
        MenuWindow closed = menu(in);
        Map<String, Long> published = new HashMap<>();
        for (long left = in.number(); left > 0; left--) {
            published.put(in.text(), in.signed());
        }
        return new Snapshot(asOf, currency, rules, now, closed, published);
    }

    private static void write(Packed.Writer out, MenuWindow menu) {
        out.signed(menu.window().first())
                .number(menu.window().days())
                .number(menu.items().size());
        for (ItemWindow item : menu.items()) {
            out.text(item.itemId()).text(item.name()).optional(item.category());
            out.raw((item.listed() ? 1 : 0) + (item.inScope() ? 2 : 0));
            day(out, item.daysOnMenu());
            out.tally(item.tally());
            decimal(out, item.foodCost());
            out.raw(item.costBasis().name().charAt(0));
            decimal(out, item.listPrice());
            decimal(out, item.unitCost());
            day(out, item.lastSold());
        }
    }

    private static MenuWindow menu(Packed.Reader in) {
        int first = (int) in.signed();
        int days = (int) in.number();
        List<ItemWindow> items = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) {
            String id = in.text();
            String name = in.text();
            String category = in.optional();
            int flags = in.raw();
            items.add(new ItemWindow(
                    id,
                    name,
                    category,
                    (flags & 1) != 0,
                    (flags & 2) != 0,
                    day(in),
                    in.tally(),
                    decimal(in),
                    basis(in.raw()),
                    decimal(in),
                    decimal(in),
                    day(in)));
        }
        return new MenuWindow(new DayRange(first, first + days - 1), items);
    }

    private static CostBasis basis(int initial) {
        return switch (initial) {
            case 'K' -> CostBasis.KNOWN;
            case 'E' -> CostBasis.ESTIMATED;
            default -> CostBasis.UNKNOWN;
        };
    }

    private static void day(Packed.Writer out, @Nullable Integer day) {
        if (day == null) {
            out.raw(0);
        } else {
            out.raw(1).signed(day);
        }
    }

    private static @Nullable Integer day(Packed.Reader in) {
        return in.raw() == 0 ? null : (Integer) (int) in.signed();
    }

    /** Scale + 1, then the digits; money has few of them. */
    private static void decimal(Packed.Writer out, @Nullable BigDecimal value) {
        if (value == null) {
            out.raw(0);
        } else {
            BigDecimal plain = value.setScale(Math.max(value.scale(), Fixed.MONEY_SCALE));
            out.raw(plain.scale() + 1).bytes(plain.unscaledValue().toByteArray());
        }
    }

    private static @Nullable BigDecimal decimal(Packed.Reader in) {
        int scale = in.raw() - 1;
        return scale < 0 ? null : new BigDecimal(new BigInteger(in.bytes()), scale);
    }
}
