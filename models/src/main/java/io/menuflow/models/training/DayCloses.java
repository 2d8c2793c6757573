package io.menuflow.models.training;

import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.features.Features;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.outlook.Labels;
import io.menuflow.models.outlook.Persistence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Cuts a restaurant's history at every seventh day close, on Sundays. */
final class DayCloses {

    private static final int WEEK = 7;
    /** 1970-01-04, the first Sunday. */
    private static final int SUNDAY = 3;

    private DayCloses() {}

    /** The day closes with a whole window before and after them, ascending. */
    static int[] of(RestaurantHistory restaurant) {
        int first = restaurant.firstDay() + Features.WINDOW - 1;
        int last = restaurant.lastDay() - Features.WINDOW;
        int sunday = first + Math.floorMod(SUNDAY - first, WEEK);
        return sunday > last
                ? new int[0]
                : IntStream.rangeClosed(0, (last - sunday) / WEEK)
                        .map(week -> sunday + WEEK * week)
                        .toArray();
    }

    /** The rows of a restaurant: items at day closes that stood in a quadrant over the window after. */
    static List<Row> rows(RestaurantHistory restaurant, Features features) {
        List<Row> rows = new ArrayList<>();
        QuadrantRules rules = restaurant.rules();
        for (int closedDay : of(restaurant)) {
            FeatureTable table = features.at(restaurant.history(), closedDay, rules);
            Map<String, Integer> after = Labels.after(restaurant.history(), closedDay, rules);
            for (int i = 0; i < table.rows(); i++) {
                ItemQuadrants now = table.items().get(i);
                Integer label = after.get(now.item().itemId());
                if (label != null) {
                    int state = Persistence.state(now.by(rules.method()));
                    rows.add(new Row(
                            restaurant.restaurant(), closedDay, now.item().itemId(), table.row(i), state, label));
                }
            }
        }
        return rows;
    }
}
