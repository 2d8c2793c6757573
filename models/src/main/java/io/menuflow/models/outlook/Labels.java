package io.menuflow.models.outlook;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.features.Features;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.Quadrants;
import java.util.HashMap;
import java.util.Map;

/** What became of items: the rule's quadrant over the window after a day close. */
public final class Labels {

    private Labels() {}

    /** The days a label of a day close is about. */
    public static DayRange window(int closedDay) {
        return new DayRange(closedDay + 1, closedDay + Features.WINDOW);
    }

    /**
     * The index into {@link Persistence#CLASSES} of each item that stood in one of those quadrants, by id.
     *
     * @param closedDay the last business day before the window, all of which must lie in the history
     */
    public static Map<String, Integer> after(MenuHistory history, int closedDay, QuadrantRules rules) {
        Map<String, Integer> labels = new HashMap<>();
        Quadrants.of(history.window(window(closedDay)), null, rules).forEach(item -> {
            int label = Persistence.state(item.by(rules.method()));
            if (label < Persistence.CLASSES.size()) {
                labels.put(item.item().itemId(), label);
            }
        });
        return labels;
    }
}
