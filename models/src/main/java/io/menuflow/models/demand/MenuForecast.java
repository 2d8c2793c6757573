package io.menuflow.models.demand;

import io.menuflow.models.outlook.Manifest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What will sell of a menu after a day close.
 *
 * @param closedDay the last business day that is known, since 1970-01-01
 * @param model whose forecasts were compared, null when there is none in force
 * @param total everything together, forecast as a series of its own: quantiles of items do not add up to its quantiles
 * @param items those on the menu now or within the horizon, ascending by id
 * @param errors how each method did on all items together in the back-test; MASE is over items and days
 * @param why the model is served for some items, or for none, in a sentence
 */
public record MenuForecast(
        int closedDay,
        @Nullable Manifest model,
        SeriesForecast total,
        List<SeriesForecast> items,
        Map<Method, MethodError> errors,
        String why) {

    public MenuForecast {
        items = List.copyOf(items);
        errors = Map.copyOf(errors);
    }
}
