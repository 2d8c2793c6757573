package io.menuflow.topology.menu;

import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.topology.store.RowSource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** The restaurants of one partition, decoded once and kept on the heap while they are in use. Of one thread. */
public final class Restaurants {

    private static final int KEPT = 2_000;

    private final RowSource rows;
    private final Serde<Restaurant> serde;
    private final Map<String, RestaurantProfile> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RestaurantProfile> eldest) {
            return size() > KEPT;
        }
    };

    /** Makes one over a task's rows. */
    @FunctionalInterface
    public interface Factory {
        Restaurants over(RowSource rows);
    }

    /** Over rows of published records. */
    public Restaurants(RowSource rows, Serde<Restaurant> serde) {
        this.rows = rows;
        this.serde = serde;
    }

    /** The key of a restaurant's row. */
    public static byte[] key(String restaurant) {
        return restaurant.getBytes(StandardCharsets.UTF_8);
    }

    /** The restaurant, or null when it is not known. */
    public @Nullable RestaurantProfile find(String restaurant) {
        RestaurantProfile profile = known.get(restaurant);
        if (profile == null) {
            byte[] row = rows.get(key(restaurant));
            if (row == null) {
                return null;
            }
            profile = read(row);
            known.put(restaurant, profile);
        }
        return profile;
    }

    /** The restaurant of a published record. */
    public RestaurantProfile read(byte[] record) {
        return RestaurantProfile.of(Objects.requireNonNull(serde.deserializer().deserialize("", record)));
    }

    /** Reads it anew at the next call. */
    public void forget(String restaurant) {
        known.remove(restaurant);
    }
}
