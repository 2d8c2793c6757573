package io.menuflow.topology.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.MenuWindow;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.QuadrantRules.Scope;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.schemas.SchemaRegistry;
import io.menuflow.schemas.Topics;
import io.menuflow.topology.Names;
import io.menuflow.topology.ScoreBudget;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.TopologySettings;
import io.menuflow.topology.menu.Restaurants;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that begins where another ended. */
class ClassifyTest {

    private static final SchemaRegistry NEVER_ASKED = new SchemaRegistry() {
        @Override
        public int register(String subject, Schema schema) {
            throw new AssertionError("nothing is written here");
        }

        @Override
        public Schema byId(int id) {
            throw new AssertionError("nothing is read here");
        }
    };

    @Test
    void shouldTakeBackWhatWasPublished_whenTheRestaurantWentJustBeforeTheTaskEnded(@TempDir Path dir) {
        var context = new MockProcessorContext<Object, Object>(new Properties(), new TaskId(0, 0), dir.toFile());
        context.setCurrentSystemTimeMs(1);
        context.setCurrentStreamTimeMs(1);
        KeyValueStore<Bytes, byte[]> snapshots = null;
        for (String name : List.of(
                Names.RESTAURANT_STORE, Names.DAY_STORE, Names.MENU_STORE, Names.SALES_STORE, Names.SNAPSHOT_STORE)) {
            snapshots = store(name, context);
        }
        snapshots.put(
                Bytes.wrap(Restaurants.key("gone")), published("soup", "wine").toBytes());
        Topics topics = new Topics(NEVER_ASKED);
        Classify classify = new Classify(
                TopologySettings.of(1),
                rows -> new Restaurants(rows, topics.restaurants().valueSerde()),
                topics,
                () -> InForce.NONE,
                new ScoreBudget(250, 1e6),
                StageObserver.NONE);

        classify.init(context);
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);

        assertThat(context.forwarded())
                .allSatisfy(
                        forward -> assertThat((Object) forward.record().value()).isNull())
                .extracting(forward -> forward.childName().orElseThrow() + " "
                        + forward.record().key())
                .containsExactlyInAnyOrder(
                        Names.CLASSIFICATIONS_SINK + " gone:soup",
                        Names.CLASSIFICATIONS_SINK + " gone:wine",
                        Names.MENU_CHANGES_SINK + " gone");
        assertThat(snapshots.get(Bytes.wrap(Restaurants.key("gone")))).isNull();
        classify.close();
    }

    private static KeyValueStore<Bytes, byte[]> store(String name, MockProcessorContext<Object, Object> context) {
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }

    private static Snapshot published(String... items) {
        MenuWindow none = new MenuWindow(new DayRange(20_000, 20_027), List.of());
        QuadrantRules rules =
                new QuadrantRules(Method.PERCENTILE, new BigDecimal("0.7"), Scope.MENU, 0, 20, new BigDecimal("0.05"));
        return new Snapshot(Instant.EPOCH, "EUR", rules, none, none, Map.of(items[0], 1L, items[1], 2L));
    }
}
