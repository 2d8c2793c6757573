package io.menuflow.connectors.replay;

import io.menuflow.connectors.CheckAvro;
import io.menuflow.connectors.EventSink;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;

/** Writes checks as Avro before it hands them on, as Kafka's sink does. */
record AvroSink(EventSink next) implements EventSink {

    @Override
    public void restaurant(Restaurant restaurant) {
        next.restaurant(restaurant);
    }

    @Override
    public void item(MenuItem item) {
        next.item(item);
    }

    @Override
    public void check(Check check) {
        CheckAvro.toAvro(check);
        next.check(check);
    }

    @Override
    public void flush() {
        next.flush();
    }

    @Override
    public void close() {
        next.close();
    }
}
