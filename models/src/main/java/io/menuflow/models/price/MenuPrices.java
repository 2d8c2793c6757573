package io.menuflow.models.price;

import java.util.List;
import java.util.Map;

/**
 * The advice for a whole menu.
 *
 * @param closedDay last business day it knows of, since 1970-01-01
 * @param days of the horizon of demand and profit
 * @param items one each, ascending by id
 * @param undos changes to be taken back, by item: they go before what {@code items} say of it
 */
public record MenuPrices(int closedDay, int days, List<PriceAdvice> items, Map<String, Undo> undos) {

    /** Copies the collections. */
    public MenuPrices {
        items = List.copyOf(items);
        undos = Map.copyOf(undos);
    }
}
