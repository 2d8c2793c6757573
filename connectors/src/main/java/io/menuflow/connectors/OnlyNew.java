package io.menuflow.connectors;

import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands on restaurants and items only when Kafka does not have them: what a person changed since stays changed. */
public final class OnlyNew implements EventSink {

    private final EventSink next;
    private final PublishedCatalogue published;
    private final Consumer<String> say;

    /** Tells {@code say} which restaurants were there already. */
    public OnlyNew(EventSink next, PublishedCatalogue published, Consumer<String> say) {
        this.next = next;
        this.published = published;
        this.say = say;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the restaurant is there in another currency: all its checks would be refused
     */
    @Override
    public void restaurant(Restaurant restaurant) {
        @Nullable Restaurant there = published.restaurant(restaurant.getRestaurantId());
        if (there == null) {
            next.restaurant(restaurant);
        } else if (there.getCurrency().equals(restaurant.getCurrency())) {
            say.accept("restaurant " + there.getRestaurantId()
                    + " is there already; its settings and menu stay as they are");
        } else {
            throw new IllegalArgumentException("restaurant " + there.getRestaurantId() + " is in " + there.getCurrency()
                    + ", these sales are in " + restaurant.getCurrency());
        }
    }

    @Override
    public void item(MenuItem item) {
        if (!published.hasItem(item.getRestaurantId(), item.getItemId())) {
            next.item(item);
        }
    }

    @Override
    public void check(Check check) {
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
