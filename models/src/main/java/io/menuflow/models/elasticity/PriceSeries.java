package io.menuflow.models.elasticity;

import io.menuflow.models.elasticity.PriceBlock.Aside;
import io.menuflow.models.elasticity.PriceBlock.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One item's blocks put together: the prices that held, each with the days it held. A price that does not hold {@value
 * #SPELL_DAYS} open days is dropped. Where a price goes on being sold after it was "changed", or was before, the two are
 * variants, and the item has no price changes to learn from.
 */
final class PriceSeries {

    /** Open days a price must hold to count. */
    static final int SPELL_DAYS = 7;

    /** Days without a sale for which an item is still taken to be on the menu. */
    private static final int LONGEST_GAP = 28;
    /** Share of a price's sold days on which the other price may be seen, for a change to be one: errors are few. */
    private static final double ASIDE = 0.05;
    /** Longest cut that is a promotion, when the price then is what it was: five weeks, as in Nakamura and Steinsson (2008). */
    private static final int LONGEST_PROMOTION = 35;

    private static final double CUT = 0.04;

    private final List<Spell> spells = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    /** Days of sales at prices that are not the spell's, by day or by block. */
    private final List<Sighting> sightings = new ArrayList<>();

    private boolean variants;

    /**
     * Days of one price within one block.
     *
     * @param days open days
     * @param units sold, in units
     * @param others units of all other items
     * @param price in ten-thousandths
     */
    record Cell(int first, int last, int days, double units, double others, long price, boolean promoted) {

        double middle() {
            return 0.5 * ((double) first + last);
        }
    }

    private record Sighting(int first, int last, long price, int days) {}

    /** A price that held. */
    private static final class Spell {
        final long price;
        final List<Run> runs = new ArrayList<>();

        Spell(long price) {
            this.price = price;
        }

        int openDays() {
            return runs.stream().mapToInt(Run::openDays).sum();
        }

        int soldDays() {
            return runs.stream().mapToInt(Run::soldDays).sum();
        }

        int first() {
            return runs.get(0).first();
        }

        int last() {
            return runs.get(runs.size() - 1).last();
        }
    }

    private PriceSeries() {}

    /** The series of every item in some blocks, which may come in any order, one a number. */
    static Map<String, PriceSeries> join(List<PriceBlock> blocks) {
        TreeMap<String, List<Run>> runs = new TreeMap<>();
        TreeMap<String, PriceSeries> joined = new TreeMap<>();
        List<PriceBlock> ordered = blocks.stream()
                .sorted(Comparator.comparingInt(PriceBlock::block))
                .toList();
        for (PriceBlock block : ordered) {
            int first = PriceBlock.firstDay(block.block());
            for (PriceBlock.Item item : block.items()) {
                runs.computeIfAbsent(item.itemId(), id -> new ArrayList<>()).addAll(item.runs());
                PriceSeries series = joined.computeIfAbsent(item.itemId(), id -> new PriceSeries());
                for (Aside aside : item.asides()) {
                    series.sightings.add(new Sighting(first, first + PriceBlock.DAYS - 1, aside.price(), aside.days()));
                }
            }
        }
        for (Map.Entry<String, PriceSeries> entry : joined.entrySet()) {
            entry.getValue().read(runs.getOrDefault(entry.getKey(), List.of()));
        }
        return joined;
    }

    /** Those of prices that held; none where they are variants of each other. */
    List<Cell> cells() {
        return cells;
    }

    /** Whether it is sold at several prices that alternate. */
    boolean variants() {
        return variants;
    }

    /** How often the price changed from one that counts to another. */
    int changes() {
        return changeDays().length;
    }

    /** The business days on which a price began that is another than before and counts, ascending. */
    int[] changeDays() {
        int[] days = new int[cells.size()];
        int changes = 0;
        for (int i = 1; i < cells.size(); i++) {
            if (cells.get(i).price() != cells.get(i - 1).price()) {
                days[changes++] = cells.get(i).first();
            }
        }
        return Arrays.copyOf(days, changes);
    }

    /** Whether it had a price on both sides of a day. */
    boolean isThere(int day) {
        return !cells.isEmpty()
                && cells.get(0).first() < day
                && cells.get(cells.size() - 1).last() >= day;
    }

    /** Whether a promotion showed it on a day, as far as its prices tell. */
    boolean isPromoted(int day) {
        return cells.stream().anyMatch(cell -> cell.promoted() && cell.first() <= day && day <= cell.last());
    }

    /** Lowest price that held, in ten-thousandths; 0 when none did. */
    long lowest() {
        return spells.stream().mapToLong(spell -> spell.price).min().orElse(0);
    }

    /** Highest price that held, in ten-thousandths; 0 when none did. */
    long highest() {
        return spells.stream().mapToLong(spell -> spell.price).max().orElse(0);
    }

    private void read(List<Run> runs) {
        findSpells(priced(runs));
        variants = spells.size() > 1 ? !isClean() : isAlternating();
        if (!variants || spells.size() == 1) {
            for (int i = 0; i < spells.size(); i++) {
                count(spells.get(i), isPromotion(i));
            }
        }
    }

    /** Runs without a sale get the price around them, or are left out when there is none, or no end of it. */
    private static List<Run> priced(List<Run> runs) {
        List<Run> priced = new ArrayList<>();
        List<Run> waiting = new ArrayList<>();
        for (Run run : runs) {
            if (run.price() == 0) {
                waiting.add(run);
                continue;
            }
            if (!priced.isEmpty()) {
                Run before = priced.get(priced.size() - 1);
                if (before.price() == run.price() && run.first() - before.last() <= LONGEST_GAP) {
                    waiting.forEach(gap -> priced.add(new Run(
                            gap.first(),
                            gap.last(),
                            gap.openDays(),
                            gap.soldDays(),
                            gap.units(),
                            gap.others(),
                            run.price(),
                            run.discounted())));
                }
            }
            waiting.clear();
            priced.add(run);
        }
        return priced;
    }

    private void findSpells(List<Run> runs) {
        Spell candidate = null;
        for (Run run : runs) {
            if (candidate != null && candidate.price != run.price()) {
                drop(candidate);
                candidate = null;
            }
            Spell last = spells.isEmpty() ? null : spells.get(spells.size() - 1);
            if (candidate == null && last != null && last.price == run.price()) {
                last.runs.add(run);
                continue;
            }
            candidate = candidate == null ? new Spell(run.price()) : candidate;
            candidate.runs.add(run);
            if (candidate.openDays() >= SPELL_DAYS) {
                spells.add(candidate);
                candidate = null;
            }
        }
        if (candidate != null) {
            drop(candidate);
        }
    }

    private void drop(Spell spell) {
        for (Run run : spell.runs) {
            sightings.add(new Sighting(run.first(), run.last(), spell.price, run.soldDays()));
        }
    }

    /** Whether at every change the old price went and the new one came. */
    private boolean isClean() {
        for (int i = 1; i < spells.size(); i++) {
            Spell before = spells.get(i - 1);
            Spell after = spells.get(i);
            if (isSeen(after.price, before) || isSeen(before.price, after)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it has one price that held, or none, and is sold at others all the same. */
    private boolean isAlternating() {
        if (spells.isEmpty()) {
            return sightings.stream().mapToLong(Sighting::price).distinct().count() > 1;
        }
        int beside = sightings.stream().mapToInt(Sighting::days).sum();
        return beside > Math.max(1, ASIDE * spells.get(0).soldDays());
    }

    private boolean isSeen(long price, Spell spell) {
        int days = 0;
        for (Sighting sighting : sightings) {
            if (sighting.price() == price && sighting.first() >= spell.first() && sighting.last() <= spell.last()) {
                days += sighting.days();
            }
        }
        return days > Math.max(1, ASIDE * spell.soldDays());
    }

    /** A cut for a while, after which the price is what it was. */
    private boolean isPromotion(int i) {
        if (i == 0 || i == spells.size() - 1) {
            return false;
        }
        Spell spell = spells.get(i);
        long before = spells.get(i - 1).price;
        long after = spells.get(i + 1).price;
        return spell.price < (1 - CUT) * Math.min(before, after) && spell.last() - spell.first() < LONGEST_PROMOTION;
    }

    private void count(Spell spell, boolean promotion) {
        for (Run run : spell.runs) {
            boolean promoted = promotion || run.discounted();
            Cell cell = new Cell(
                    run.first(),
                    run.last(),
                    run.openDays(),
                    Math.max(0, run.units()) / 1e5,
                    Math.max(0, run.others()) / 1e5,
                    spell.price,
                    promoted);
            Cell last = cells.isEmpty() ? null : cells.get(cells.size() - 1);
            if (last != null
                    && last.price() == cell.price()
                    && last.promoted() == promoted
                    && PriceBlock.of(last.first()) == PriceBlock.of(cell.first())) {
                cells.set(
                        cells.size() - 1,
                        new Cell(
                                last.first(),
                                cell.last(),
                                last.days() + cell.days(),
                                last.units() + cell.units(),
                                last.others() + cell.others(),
                                cell.price(),
                                promoted));
            } else {
                cells.add(cell);
            }
        }
    }
}
