package io.menuflow.connectors;

import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is handed, and what order the kinds came in. */
public final class CollectingSink implements EventSink {

    public final List<Restaurant> restaurants = new ArrayList<>();
    public final List<MenuItem> items = new ArrayList<>();
    public final List<Check> checks = new ArrayList<>();
    public final List<String> kinds = new ArrayList<>();
    public int flushes;

    @Override
    public void restaurant(Restaurant restaurant) {
        kinds.add("restaurant");
        restaurants.add(restaurant);
    }

    @Override
    public void item(MenuItem item) {
        kinds.add("item");
        items.add(item);
    }

    @Override
    public void check(Check check) {
        kinds.add("check");
        checks.add(check);
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void close() {}
}
