package io.menuflow.models.menu;

import io.menuflow.models.calendar.DayRange;
import java.util.List;

/**
 * A restaurant's items over a window of business days.
 *
 * @param items on the menu or sold in the window, ascending by id
 */
public record MenuWindow(DayRange window, List<ItemWindow> items) {

    public MenuWindow {
        items = List.copyOf(items);
    }
}
