package io.menuflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestaurantPartitionerTest {

    @Test
    void shouldPlaceAKeyWhereKafkasDefaultDoes_whenItIsPlain() {
        Random random = new Random(1);
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String key = "r-" + Long.toString(random.nextLong() >>> 1, 36);
            int partitions = 1 + i % 24;

            int partition = RestaurantPartitioner.partition(key, partitions);

            assertThat(partition)
                    .isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions));
            used.add(partition);
        }
        assertThat(used).hasSize(24);
    }

    /** Restaurants stay where they are for as long as a cluster lives: these numbers must never change. */
    @ParameterizedTest
    @CsvSource({"trattoria-roma, 12, 3", "corner-cafe, 12, 1", "taco-stand, 12, 7", "trattoria-roma, 4, 3"})
    void shouldNeverMove(String restaurant, int partitions, int partition) {
        assertThat(RestaurantPartitioner.partition(restaurant, partitions)).isEqualTo(partition);
    }

    @ParameterizedTest
    @CsvSource({"roma:soup, roma", "roma, roma", "roma:a:b, roma", "roma:, roma", "':soup', ''", "'', ''"})
    void shouldBelongToWhatStandsBeforeTheFirstColon(String key, String restaurant) {
        assertThat(RestaurantPartitioner.restaurantOf(key)).isEqualTo(restaurant);
    }

    @Test
    void shouldShareAPartition_whenKeysAreOfOneRestaurant() {
        for (int i = 0; i < 200; i++) {
            String restaurant = "place-" + i;
            int partition = RestaurantPartitioner.partition(restaurant, 12);

            assertThat(RestaurantPartitioner.partition(restaurant + ":item-" + i, 12))
                    .isEqualTo(partition);
            assertThat(RestaurantPartitioner.partition(restaurant + ":é:2026-03-10", 12))
                    .isEqualTo(partition);
        }
    }
}
