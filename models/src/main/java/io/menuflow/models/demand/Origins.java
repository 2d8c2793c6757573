package io.menuflow.models.demand;

import io.menuflow.models.demand.MenuDays.Series;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Day closes that are past, with the days after them that can be compared with what sold. */
final class Origins {

    private static final int EVERY = 2;

    private Origins() {}

    /** A past day close of everything, and of the items that are forecast {@code now}. */
    static CutForecasts past(MenuDays days, int cut, int horizon, CutForecasts now) {
        Set<Series> wanted =
                now.entries.stream().map(entry -> entry.series.series).collect(Collectors.toSet());
        DemandCut then = new DemandCut(days, cut, horizon);
        CutForecasts asked = new CutForecasts(then);
        asked.ask(then.total, known(then.total, horizon, days.closedDay));
        for (SeriesCut item : then.items) {
            if (wanted.contains(item.series)) {
                asked.ask(item, known(item, horizon, days.closedDay));
            }
        }
        return asked;
    }

    /**
     * Days after a day close of which it is known what was wanted: open, on the menu, not sold out. Of items every other
     * one: of two weeks these have each weekday once, for half of the time that a day close takes.
     */
    private static int[] known(SeriesCut series, int horizon, int last) {
        int[] known = new int[horizon];
        int count = 0;
        int every = series.series.isTotal() ? 1 : EVERY;
        for (int day = series.cut + 1; day <= Math.min(last, series.cut + horizon); day += every) {
            if (!Double.isNaN(series.sold(day))) {
                known[count++] = day;
            }
        }
        return Arrays.copyOf(known, count);
    }
}
