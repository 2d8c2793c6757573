package io.menuflow.models.demand;

import io.menuflow.models.demand.CutForecasts.Entry;
import io.menuflow.models.demand.MenuDays.Series;
import io.menuflow.models.menu.MenuHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Cuts days to learn from out of a history. */
public final class DemandSamples {

    private static final double LEAST = 0.0005;
    private static final double HEAVIEST = 5;

    private DemandSamples() {}

    /**
     * The days after a day close of which it is known what was wanted.
     *
     * @param share of them that are drawn
     * @param seed of what is drawn: which days, and where in the step of its distribution a count lies
     */
    public static List<DemandSample> at(MenuHistory history, int closedDay, double share, long seed) {
        MenuDays days = new MenuDays(history, closedDay - DemandCut.SPAN + 1, closedDay);
        MenuDays after = new MenuDays(history, closedDay + 1, closedDay + DemandForecaster.HORIZON);
        Map<String, Series> sold = new HashMap<>();
        after.items.forEach(series -> sold.put(series.id(), series));
        sold.put("", after.total);
        DemandCut cut = new DemandCut(days, closedDay, DemandForecaster.HORIZON);
        CutForecasts asked = new CutForecasts(cut);
        List<double[]> units = new ArrayList<>();
        List<SeriesCut> all = new ArrayList<>(cut.items);
        all.add(cut.total);
        SplittableRandom random = new SplittableRandom(seed ^ (closedDay * 0x9E3779B97F4A7C15L));
        for (SeriesCut series : all) {
            Series came = sold.get(series.series.id());
            if (came != null) {
                draw(series, came, after.first, series.series.isTotal() ? 1 : share, random, asked, units);
            }
        }
        return samples(asked, units, random);
    }

    private static void draw(
            SeriesCut series,
            Series came,
            int first,
            double share,
            SplittableRandom random,
            CutForecasts asked,
            List<double[]> units) {
        int[] days = new int[came.units.length];
        double[] sold = new double[came.units.length];
        int count = 0;
        for (int i = 0; i < came.units.length; i++) {
            if (random.nextDouble() < share && !Double.isNaN(came.units[i])) {
                days[count] = first + i;
                sold[count++] = came.units[i];
            }
        }
        asked.ask(series, java.util.Arrays.copyOf(days, count));
        units.add(sold);
    }

    private static List<DemandSample> samples(CutForecasts asked, List<double[]> units, SplittableRandom random) {
        double deviations = 0;
        for (Entry entry : asked.entries) {
            for (int day : entry.days) {
                deviations += entry.series.series.isTotal() ? 0 : entry.point(day).deviation;
            }
        }
        List<DemandSample> samples = new ArrayList<>(asked.rows());
        double usual = asked.rows() == 0 || deviations == 0 ? 1 : deviations / asked.rows();
        for (int e = 0; e < asked.entries.size(); e++) {
            Entry entry = asked.entries.get(e);
            for (int i = 0; i < entry.days.length; i++) {
                DemandPoint point = entry.point(entry.days[i]);
                float[] features = new float[DemandFeatures.count()];
                DemandFeatures.write(point, features, 0);
                samples.add(new DemandSample(
                        entry.series.series.id(),
                        asked.cut.cut,
                        entry.days[i],
                        features,
                        (float) label(entry.series, point.mean, units.get(e)[i], random),
                        (float) Math.min(HEAVIEST, point.deviation / usual)));
            }
        }
        return samples;
    }

    /** A count is a step of its distribution, from what fewer have to what as many have; where in it is drawn. */
    private static double label(SeriesCut series, double mean, double sold, SplittableRandom random) {
        double variance = series.variance(mean);
        double above = Counts.below(mean, variance, sold);
        double below = series.isWhole() ? Counts.below(mean, variance, sold - 1) : above;
        double rank = below + random.nextDouble() * (above - below);
        return Normal.quantile(Math.max(LEAST, Math.min(1 - LEAST, rank)));
    }
}
