package io.menuflow.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.outlook.MenuOutlook;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.OutlookScorer;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemOutlook;
import io.menuflow.schemas.avro.QuadrantProbabilities;
import io.menuflow.topology.days.PublishedDays;
import io.menuflow.topology.menu.RestaurantProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Outlooks computed from published days, menus and settings alone: what the stream publishes must be these, bit for bit. */
public final class OfflineOutlooks {

    private OfflineOutlooks() {}

    /**
     * Compares the outlooks of all restaurants at their last closed day.
     *
     * @param published by {@code restaurant:item}
     * @return how many items were compared
     */
    public static int assertSame(PublishedDays offline, Map<String, ItemClassification> published, InForce models) {
        int compared = 0;
        for (RestaurantProfile restaurant : offline.restaurants()) {
            compared += assertSame(offline, restaurant, published, models);
        }
        return compared;
    }

    private static int assertSame(
            PublishedDays offline,
            RestaurantProfile restaurant,
            Map<String, ItemClassification> published,
            InForce models) {
        int closedDay = offline.lastDay(restaurant.id());
        MenuOutlook expected = OutlookScorer.score(models, offline.history(restaurant), closedDay, restaurant.rules());
        assertThat(expected.backTest().labels()).isPositive();
        List<String> items = expected.itemIds();
        for (int row = 0; row < items.size(); row++) {
            ItemOutlook got =
                    published.get(restaurant.id() + ":" + items.get(row)).getOutlook();
            assertThat(got.getModelVersion()).isEqualTo(expected.model().version());
            assertThat(got.getClosedDay().toEpochDay()).isEqualTo(closedDay);
            assertThat(bits(got.getFeatures()))
                    .isEqualTo(bits(expected.features().row(row)));
            assertThat(bits(list(got.getModel()))).isEqualTo(bits(expected.byModel()[row]));
            assertThat(bits(list(got.getBaseline()))).isEqualTo(bits(expected.byBaseline()[row]));
            assertThat(got.getServed().name()).isEqualTo(expected.served().name());
            assertThat(got.getBackTestLabels()).isEqualTo(expected.backTest().labels());
            assertThat(got.getBackTestModelLogLoss())
                    .isEqualTo(expected.backTest().modelLogLoss());
            assertThat(got.getBackTestBaselineLogLoss())
                    .isEqualTo(expected.backTest().baselineLogLoss());
        }
        return items.size();
    }

    private static List<Float> list(QuadrantProbabilities of) {
        return List.of(of.getStar(), of.getPlowhorse(), of.getPuzzle(), of.getDog());
    }

    private static List<Integer> bits(List<Float> values) {
        return values.stream().map(Float::floatToIntBits).toList();
    }

    private static List<Integer> bits(float[] values) {
        List<Integer> bits = new ArrayList<>();
        for (float value : values) {
            bits.add(Float.floatToIntBits(value));
        }
        return bits;
    }
}
