package io.menuflow.models.price;

import java.util.List;

/**
 * The advice for a whole menu.
 *
 * @param closedDay last business day it knows of, since 1970-01-01
 * @param days of the horizon of demand and profit
 * @param items one each, ascending by id
 */
public record MenuPrices(int closedDay, int days, List<PriceAdvice> items) {

    /** Copies the list. */
    public MenuPrices {
        items = List.copyOf(items);
    }
}
