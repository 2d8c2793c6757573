package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.menuflow.connectors.simulator.RestaurantDefinition.Item;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MenuTest {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 14);

    @Test
    void shouldReadThreeDifferentRestaurants() {
        List<RestaurantDefinition> all = Definitions.select(Definitions.IDS, 3);

        assertThat(all).extracting(RestaurantDefinition::currency).containsExactly("EUR", "GBP", "USD");
        assertThat(all).extracting(definition -> definition.cutOff().getHour()).containsExactly(3, 0, 4);
        assertThat(all)
                .extracting(definition ->
                        Restaurants.of(definition, 1).menu().lasting().size())
                .containsExactly(27, 21, 17);
        assertThat(all).allSatisfy(definition -> assertThat(definition.categories())
                .flatExtracting(RestaurantDefinition.Category::items)
                .extracting(Item::cost)
                .containsNull());
    }

    @Test
    void shouldNumberCopies_whenMoreRestaurantsAreWantedThanThereAre() {
        assertThat(Definitions.select(List.of("taco-stand", "corner-cafe"), 5))
                .extracting(RestaurantDefinition::id, RestaurantDefinition::name)
                .containsExactly(
                        tuple("taco-stand", "Taco Stand"),
                        tuple("corner-cafe", "Corner Café"),
                        tuple("taco-stand-2", "Taco Stand 2"),
                        tuple("corner-cafe-2", "Corner Café 2"),
                        tuple("taco-stand-3", "Taco Stand 3"));
    }

    @Test
    void shouldSayWhichThereAre_whenARestaurantIsUnknown() {
        assertThatThrownBy(() -> Definitions.select(List.of("sushi-bar"), 1))
                .hasMessageContaining("sushi-bar")
                .hasMessageContaining("taco-stand");
    }

    @Test
    void shouldAlwaysHaveAnItemOnTheMenuForFewerThan14Days() {
        Menu menu = Restaurants.named("trattoria-roma", 1).menu();
        for (LocalDate day = DAY; day.isBefore(DAY.plusDays(60)); day = day.plusDays(1)) {
            Menu.Listing special = menu.specials(day).get(0);

            assertThat(ChronoUnit.DAYS.between(special.from(), day) + 1).isBetween(1L, 13L);
            assertThat(menu.on(day))
                    .hasSize(menu.lasting().size() + 1)
                    .last()
                    .extracting(Dish::id)
                    .isEqualTo(special.dish().id());
        }
    }

    @Test
    void shouldListEverySpecialOfAPeriodOnce() {
        Menu menu = Restaurants.named("trattoria-roma", 1).menu();
        List<Menu.Listing> specials = menu.listings(DAY.minusDays(30), DAY).stream()
                .filter(listing -> listing.until() != null)
                .toList();

        assertThat(specials).hasSizeBetween(3, 4).doesNotHaveDuplicates().allSatisfy(listing -> {
            assertThat(listing.from()).isBeforeOrEqualTo(DAY);
            assertThat(listing.until()).isAfterOrEqualTo(DAY.minusDays(30));
        });
        assertThat(specials).extracting(listing -> listing.dish().name()).doesNotHaveDuplicates();
    }

    @Test
    void shouldPublishZoneCutOffAndDayparts() {
        Restaurant restaurant = Catalogue.restaurant(trattoria());

        assertThat(restaurant.getCalendars()).singleElement().satisfies(calendar -> {
            assertThat(calendar.getZone()).isEqualTo("Europe/Rome");
            assertThat(calendar.getCutOffMinutes()).isEqualTo(180);
            assertThat(calendar.getPricesIncludeTax()).isTrue();
            assertThat(calendar.getDayparts())
                    .extracting(daypart ->
                            daypart.getName() + " " + daypart.getStartMinute() + "-" + daypart.getEndMinute())
                    .containsExactly("lunch 660-1020", "dinner 1020-180");
        });
    }

    @Test
    void shouldPublishPriceAndCostFromTheDayTheItemIsThere() {
        RestaurantDefinition trattoria = trattoria();
        List<MenuItem> items = Restaurants.of(trattoria, 1).menu().listings(DAY, DAY).stream()
                .map(listing -> Catalogue.item(trattoria, listing, DAY))
                .toList();

        assertThat(items)
                .filteredOn(item -> item.getItemId().equals("carbonara"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.getPrices()).isNotEmpty().allSatisfy(price -> {
                        assertThat(price.getAmount()).isBetween(new BigDecimal("7"), new BigDecimal("18"));
                        assertThat(price.getEffectiveFrom()).isBetween(LocalDate.of(2020, 1, 1), DAY);
                    });
                    assertThat(item.getPrices().get(0).getEffectiveFrom()).isEqualTo("2020-01-01");
                    assertThat(item.getPrices())
                            .extracting(DatedAmount::getEffectiveFrom)
                            .isSorted();
                    assertThat(item.getFoodCosts().get(0).getAmount()).isEqualTo(new BigDecimal("3.1000"));
                    assertThat(item.getAvailableUntil()).isNull();
                });
        assertThat(items)
                .filteredOn(item -> item.getItemId().equals("gelato"))
                .singleElement()
                .satisfies(item -> assertThat(item.getFoodCosts()).isEmpty());
    }

    @Test
    void shouldSayOfWhichItemAnotherSizeIs() {
        assertThat(Catalogue.items(Restaurants.named("corner-cafe", 1), DAY, DAY))
                .filteredOn(item -> item.getItemId().equals("latte-large"))
                .singleElement()
                .extracting(MenuItem::getVariantOf)
                .isEqualTo("latte");
    }

    private static RestaurantDefinition trattoria() {
        return Definitions.select(List.of("trattoria-roma"), 1).get(0);
    }
}
