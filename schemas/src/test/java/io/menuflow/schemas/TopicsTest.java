package io.menuflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.schemas.avro.MenuItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private final Topics topics = new Topics(new InMemoryRegistry());

    /** The names and settings are a contract with producers, consumers and operators. */
    @Test
    void shouldBeNamedAndKeptAsPublished() {
        assertThat(topics.all())
                .extracting(Topic::name)
                .containsExactly(
                        "pos-transactions",
                        "restaurants",
                        "restaurant-days",
                        "menu-items",
                        "item-sales-daily",
                        "item-classifications",
                        "demand-forecasts",
                        "price-recommendations",
                        "menu-changes",
                        "models",
                        "training-jobs",
                        topics.strays().name(),
                        "menuflow-dlq",
                        "menuflow-dlq-replays");
        assertThat(topics.transactions().settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry(
                        "retention.ms", Long.toString(Duration.ofDays(731).toMillis()));
        assertThat(topics.deadLetters().settings())
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("retention.ms", Long.toString(Duration.ofDays(30).toMillis()));
        assertThat(topics.menuChanges().settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry(
                        "retention.ms", Long.toString(Duration.ofHours(25).toMillis()))
                .containsEntry("segment.ms", Long.toString(Duration.ofHours(1).toMillis()));
        assertThat(List.of(
                        topics.restaurants(),
                        topics.restaurantDays(),
                        topics.menuItems(),
                        topics.itemDays(),
                        topics.classifications(),
                        topics.forecasts(),
                        topics.prices(),
                        topics.models(),
                        topics.trainingJobs()))
                .allMatch(topic -> "compact".equals(topic.settings().get("cleanup.policy")));
    }

    @Test
    void shouldShareThePartitioner_whenKeyedByRestaurant() {
        assertThat(topics.all())
                .filteredOn(topic -> !topic.coPartitioned())
                .extracting(Topic::name)
                .containsExactly("models", "training-jobs", "menuflow-dlq", "menuflow-dlq-replays");
    }

    @Test
    void shouldWriteAndReadItsValues() {
        MenuItem item = MenuItem.newBuilder()
                .setRestaurantId("roma")
                .setItemId("soup")
                .setName("Soup")
                .setUpdatedAt(Instant.parse("2026-03-10T12:02:00.003Z"))
                .build();

        byte[] bytes = topics.menuItems().valueSerde().serializer().serialize("menu-items", item);

        assertThat(topics.menuItems().valueSerde().deserializer().deserialize("menu-items", bytes))
                .isEqualTo(item);
    }
}
