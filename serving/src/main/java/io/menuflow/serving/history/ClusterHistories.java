package io.menuflow.serving.history;

import io.menuflow.connectors.TopicContents;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.training.Histories;
import io.menuflow.models.training.RestaurantHistory;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.topology.days.PublishedDays;
import io.menuflow.topology.menu.Days;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** A cluster's restaurants, as its topics tell their closed days; held in memory. */
public final class ClusterHistories implements Histories {

    private final PublishedDays days = new PublishedDays();

    private ClusterHistories() {}

    /**
     * Reads the topics, which must exist, up to now; records that the stream sets aside are passed over.
     *
     * @param client at least {@code bootstrap.servers}
     */
    public static ClusterHistories read(Map<String, ?> client, Topics topics) {
        ClusterHistories histories = new ClusterHistories();
        PublishedDays days = histories.days;
        try (TopicContents contents = new TopicContents(client)) {
            contents.read(topics.restaurants().name(), (key, value) -> {
                Restaurant restaurant = decoded(topics.restaurants(), value);
                days.restaurant(
                        key, restaurant != null && isRight(() -> RestaurantProfile.of(restaurant)) ? restaurant : null);
            });
            contents.read(topics.restaurantDays().name(), (key, value) -> {
                RestaurantDay day = decoded(topics.restaurantDays(), value);
                boolean told = day != null
                        && key.equals(day.getRestaurantId() + ":" + day.getDate())
                        && isRight(() -> Days.facts(day));
                if (told || (value == null && isRight(() -> Days.date(key.substring(key.indexOf(':') + 1))))) {
                    days.facts(key, day);
                }
            });
            contents.read(topics.menuItems().name(), (key, value) -> {
                MenuItem item = decoded(topics.menuItems(), value);
                days.menuItem(key, item != null && isRight(() -> Menus.checked(item)) ? item : null);
            });
            contents.read(
                    topics.classifications().name(),
                    (key, value) -> days.classification(key, decoded(topics.classifications(), value)));
            contents.read(topics.itemDays().name(), (key, value) -> days.day(key, decoded(topics.itemDays(), value)));
        }
        return histories;
    }

    /** The restaurants with a closed day. */
    public Stream<RestaurantProfile> restaurants() {
        return days.restaurants().stream().filter(restaurant -> days.lastDay(restaurant.id()) != MenuHistory.NEVER);
    }

    /** One restaurant's history. */
    public RestaurantHistory of(RestaurantProfile restaurant) {
        MenuHistory history = days.history(restaurant);
        return new RestaurantHistory(
                restaurant.id(), history, restaurant.rules(), history.firstSold(), days.lastDay(restaurant.id()));
    }

    @Override
    public Stream<RestaurantHistory> stream() {
        return restaurants().map(this::of).filter(restaurant -> restaurant.firstDay() != MenuHistory.NEVER);
    }

    @Override
    public long count() {
        return restaurants().count();
    }

    @Override
    public Origin origin() {
        return Origin.CLUSTER;
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("topics", "item-sales-daily, menu-items, restaurant-days, restaurants");
    }

    private static <V> @Nullable V decoded(Topic<String, V> topic, byte @Nullable [] value) {
        try {
            return value == null ? null : topic.valueSerde().deserializer().deserialize(topic.name(), value);
        } catch (SerializationException e) {
            return null; // what the stream cannot read either is not there
        }
    }

    private interface Reading {
        Object read() throws IllegalArgumentException;
    }

    private static boolean isRight(Reading reading) {
        try {
            return reading.read() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
