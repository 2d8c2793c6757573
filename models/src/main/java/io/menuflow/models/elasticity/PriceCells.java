package io.menuflow.models.elasticity;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * All that an elasticity is estimated from, of one item: its open days summed over at most {@value #BLOCK_DAYS} days of one
 * price. A day is added at its close; days of a price that has not yet held {@value #SPELL_DAYS} open days wait, and are
 * dropped when it does not: prices that alternate are variants, not changes.
 *
 * <p>A cell takes {@value #CELL_BYTES} bytes, so two years at a steady price about 2 kB.
 */
public final class PriceCells {

    /** Open days a price must hold to count. */
    public static final int SPELL_DAYS = 7;

    static final int BLOCK_DAYS = 14;
    static final int CELL_BYTES = 37;

    private static final int HEADER_BYTES = 12;
    private static final int DAY_BYTES = 29;

    private final List<Cell> cells = new ArrayList<>();
    private final List<PriceDay> waiting = new ArrayList<>();
    private int dropped;

    /**
     * Days of one price within one block, summed.
     *
     * @param first business day
     * @param last business day
     * @param days open days
     */
    record Cell(int first, int last, int days, double units, double others, long listPrice, boolean promoted) {

        double middle() {
            return 0.5 * ((double) first + last);
        }

        private static Cell of(PriceDay day) {
            return new Cell(day.day(), day.day(), 1, day.units(), day.others(), day.listPrice(), day.promoted());
        }

        private boolean takes(PriceDay day) {
            return day.listPrice() == listPrice
                    && day.promoted() == promoted
                    && Math.floorDiv(day.day(), BLOCK_DAYS) == Math.floorDiv(first, BLOCK_DAYS);
        }

        private Cell plus(PriceDay day) {
            return new Cell(
                    first, day.day(), days + 1, units + day.units(), others + day.others(), listPrice, promoted);
        }
    }

    /** Adds an open day; throws IllegalArgumentException unless it is later than those before. */
    public PriceCells add(PriceDay day) {
        if (day.day() <= lastDay()) {
            throw new IllegalArgumentException("day " + day.day() + " after day " + lastDay());
        }
        if (!waiting.isEmpty() && waiting.get(0).listPrice() != day.listPrice()) {
            dropped += waiting.size();
            waiting.clear();
        }
        boolean goesOn = waiting.isEmpty() && !cells.isEmpty() && lastCell().listPrice() == day.listPrice();
        if (goesOn) {
            count(day);
            return this;
        }
        waiting.add(day);
        if (waiting.size() >= SPELL_DAYS) {
            waiting.forEach(this::count);
            waiting.clear();
        }
        return this;
    }

    /**
     * Corrects a day that is counted, by so many units more or less of it and of the others; false when its cell is not
     * there, or its price was another, and the cells have to be made anew from the history.
     */
    public boolean correct(int day, long listPrice, double units, double others) {
        for (int i = cells.size() - 1; i >= 0; i--) {
            Cell cell = cells.get(i);
            if (cell.first() <= day && day <= cell.last() && cell.listPrice() == listPrice) {
                cells.set(
                        i,
                        new Cell(
                                cell.first(),
                                cell.last(),
                                cell.days(),
                                Math.max(0, cell.units() + units),
                                Math.max(0, cell.others() + others),
                                listPrice,
                                cell.promoted()));
                return true;
            }
        }
        return false;
    }

    /** Forgets cells that ended before a business day. */
    public void forget(int before) {
        cells.removeIf(cell -> cell.last() < before);
    }

    /** Open days at prices that did not hold: of variants, or of typing errors. */
    public int dropped() {
        return dropped;
    }

    /** How often the price changed from one that counts to another. */
    public int changes() {
        int changes = 0;
        for (int i = 1; i < cells.size(); i++) {
            changes += cells.get(i).listPrice() == cells.get(i - 1).listPrice() ? 0 : 1;
        }
        return changes;
    }

    /** The business days on which a price began that is another than before and counts, ascending. */
    public int[] changeDays() {
        List<Integer> days = new ArrayList<>();
        for (int i = 1; i < cells.size(); i++) {
            if (cells.get(i).listPrice() != cells.get(i - 1).listPrice()) {
                days.add(cells.get(i).first());
            }
        }
        return days.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Lowest and highest price that counted, in ten-thousandths; both 0 when none did. */
    public long[] observedPrices() {
        long low = cells.stream().mapToLong(Cell::listPrice).min().orElse(0);
        long high = cells.stream().mapToLong(Cell::listPrice).max().orElse(0);
        return new long[] {low, high};
    }

    List<Cell> cells() {
        return cells;
    }

    private void count(PriceDay day) {
        if (!cells.isEmpty() && lastCell().takes(day)) {
            cells.set(cells.size() - 1, lastCell().plus(day));
        } else {
            cells.add(Cell.of(day));
        }
    }

    private Cell lastCell() {
        return cells.get(cells.size() - 1);
    }

    private int lastDay() {
        return !waiting.isEmpty()
                ? waiting.get(waiting.size() - 1).day()
                : cells.isEmpty() ? Integer.MIN_VALUE : lastCell().last();
    }

    /** As bytes, to keep. */
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + cells.size() * CELL_BYTES + waiting.size() * DAY_BYTES);
        out.putInt(dropped).putInt(cells.size()).putInt(waiting.size());
        for (Cell cell : cells) {
            out.putInt(cell.first()).putInt(cell.last()).putInt(cell.days());
            out.putDouble(cell.units()).putDouble(cell.others()).putLong(cell.listPrice());
            out.put((byte) (cell.promoted() ? 1 : 0));
        }
        for (PriceDay day : waiting) {
            out.putInt(day.day()).putDouble(day.units()).putDouble(day.others()).putLong(day.listPrice());
            out.put((byte) (day.promoted() ? 1 : 0));
        }
        return out.array();
    }

    /** What {@link #bytes} wrote; throws BufferUnderflowException or IllegalArgumentException for other bytes. */
    public static PriceCells of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        PriceCells read = new PriceCells();
        read.dropped = in.getInt();
        int cells = in.getInt();
        int waiting = in.getInt();
        for (int i = 0; i < cells; i++) {
            int first = in.getInt();
            int last = in.getInt();
            int days = in.getInt();
            double units = in.getDouble();
            double others = in.getDouble();
            long price = in.getLong();
            boolean promoted = in.get() == 1;
            read.cells.add(new Cell(first, last, days, units, others, price, promoted));
        }
        for (int i = 0; i < waiting; i++) {
            read.waiting.add(new PriceDay(in.getInt(), in.getDouble(), in.getDouble(), in.getLong(), in.get() == 1));
        }
        return read;
    }
}
