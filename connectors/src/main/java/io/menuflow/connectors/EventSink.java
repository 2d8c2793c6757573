package io.menuflow.connectors;

import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;

/** Where a source's events go: Kafka in the product, a list in tests. Calls may return before the event is durable. */
public interface EventSink extends AutoCloseable {

    /** Hands on a restaurant's settings. */
    void restaurant(Restaurant restaurant);

    /** Hands on an item of a restaurant's menu. */
    void item(MenuItem item);

    /**
     * Hands on a check that passed validation.
     *
     * @throws RuntimeException when an earlier event could not be made durable
     */
    void check(Check check);

    /**
     * Waits until everything handed on so far is durable.
     *
     * @throws RuntimeException when something could not be
     */
    void flush();

    @Override
    void close();
}
