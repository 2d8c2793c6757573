package io.menuflow.models.training;

import static io.menuflow.models.features.SoldItem.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.features.Features;
import io.menuflow.models.features.LeakyFeatures;
import io.menuflow.models.features.SoldItem;
import io.menuflow.models.menu.MenuHistory;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LeakCheckTest {

    @Property(tries = 20)
    void shouldFindNothing_whenFeaturesAreThoseOfTheProduct(@ForAll long seed) {
        RestaurantHistory restaurant = Restaurants.one("r", 8, 120, new SplittableRandom(seed));

        assertThatCode(() -> LeakCheck.check(restaurant, Features.ALL, seed)).doesNotThrowAnyException();
    }

    @Test
    void shouldNameFeatureItemAndDay_whenOneReadsWhatIsToBeForetold() {
        RestaurantHistory restaurant = Restaurants.one("r", 8, 120, new SplittableRandom(1));

        assertThatThrownBy(() -> LeakCheck.check(restaurant, LeakyFeatures.all(), 1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("feature cells_to_come of item i0 of r at 2024-")
                .hasMessageContaining("changes when the days after it are taken away")
                .hasMessageContaining("to 0.0");
    }

    @Test
    void shouldKnowNothingOfLaterDays_whenAHistoryIsCutOff() {
        MenuHistory history = SoldItem.history(
                item("kept")
                        .price(0, 1)
                        .price(30, 2)
                        .cost(40, 1)
                        .sold(10, 1, 1)
                        .sold(20, 1, 1)
                        .sold(31, 1, 1),
                item("later").sold(31, 1, 1));

        MenuHistory cut = LeakCheck.upTo(history, 30);

        assertThat(cut.items()).singleElement().satisfies(item -> {
            assertThat(item.itemId()).isEqualTo("kept");
            assertThat(item.firstSold()).isEqualTo(10);
            assertThat(item.lastSold()).isEqualTo(20);
            assertThat(item.days().size()).isEqualTo(2);
            assertThat(item.listed()).isNotNull();
            assertThat(item.listed().prices().on(99)).isEqualTo(20_000);
            assertThat(item.listed().foodCosts().on(99)).isNull();
        });
    }
}
