package io.menuflow.connectors.simulator;

import io.menuflow.connectors.EventSink;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what it is given, and the order of its kinds. */
class RecordingSink implements EventSink {

    final List<Restaurant> restaurants = Collections.synchronizedList(new ArrayList<>());
    final List<MenuItem> items = Collections.synchronizedList(new ArrayList<>());
    final List<Check> checks = Collections.synchronizedList(new ArrayList<>());
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void restaurant(Restaurant restaurant) {
        restaurants.add(restaurant);
        called("restaurant");
    }

    @Override
    public void item(MenuItem item) {
        items.add(item);
        called("item");
    }

    @Override
    public void check(Check check) {
        checks.add(check);
        called("check");
    }

    @Override
    public void flush() {
        called("flush");
    }

    @Override
    public void close() {
        called("close");
    }

    private void called(String kind) {
        if (calls.isEmpty() || !calls.get(calls.size() - 1).equals(kind)) {
            calls.add(kind);
        }
    }
}
