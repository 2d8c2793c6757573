package io.menuflow.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The one rule that places a restaurant: murmur2 of the key up to its first {@code :}, so that a restaurant's checks,
 * menu and outputs share a partition number.
 */
public final class RestaurantPartitioner {

    private RestaurantPartitioner() {}

    /** The partition of a key {@code restaurant} or {@code restaurant:rest}, in {@code [0, partitions)}. */
    public static int partition(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(restaurantOf(key).getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** The restaurant a key belongs to: what stands before the first {@code :}. */
    public static String restaurantOf(String key) {
        int colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
    }
}
