package io.menuflow.serving.query;

import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.topology.Names;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.KnownItem;
import io.menuflow.topology.sales.Latest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions about what was published when a restaurant's last business day closed. */
public final class CloseQueries {

    private final RestaurantRows restaurants;
    private final Topics topics;

    public CloseQueries(RestaurantRows restaurants, Topics topics) {
        this.restaurants = restaurants;
        this.topics = topics;
    }

    /**
     * What was published of a menu.
     *
     * @param latest the restaurant's latest event, null before its first
     * @param records by item, ascending; none before the first day close
     * @param items what is known of items beside, by id
     */
    public record Close<V>(
            Restaurant restaurant,
            RestaurantProfile profile,
            @Nullable Latest latest,
            Map<String, V> records,
            Map<String, KnownItem> items) {

        /** The restaurant's latest event, null before its first. */
        public @Nullable Instant asOf() {
            return latest == null ? null : latest.at();
        }

        /** Whether a later business day than {@code closedDay} has closed, of which nothing is published yet. */
        public boolean isBehind(long closedDay) {
            return latest != null && closedDay < latest.day() - 1;
        }

        /** What is known of an item. */
        public KnownItem item(String id) {
            return items.getOrDefault(id, new KnownItem(id, null, null));
        }

        /** Why there are no records. */
        public String nothing() {
            return latest == null
                    ? "nothing was sold yet: forecasts and prices begin with the first sale"
                    : "the last business day is being closed: ask again in a moment";
        }
    }

    /** What its items will sell, and the restaurant as a whole under the empty id. */
    public Answer<Close<DemandForecast>> forecasts(String id, int partition, boolean standby) {
        return published(id, partition, standby, Names.FORECAST_STORE, topics.forecasts());
    }

    private <V> Answer<Close<V>> published(
            String id, int partition, boolean standby, String store, Topic<String, V> topic) {
        return restaurants.answer(id, partition, standby, one -> {
            RestaurantProfile profile = one.profile();
            return new Close<>(
                    one.restaurant(),
                    profile,
                    one.latest(),
                    one.published(store, topic),
                    KnownItem.of(one.history(), profile));
        });
    }
}
