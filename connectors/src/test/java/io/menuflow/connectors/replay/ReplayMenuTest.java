package io.menuflow.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.QuadrantMethod;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay publishes besides checks. */
class ReplayMenuTest {

    private static final String CSV =
            """
            id,time,item,qty,price
            c,2024-05-03 12:00,Cake,1,4.50
            a,2024-05-01 11:00,Cake,1,4.00
            b,2024-05-02 11:10,Tea,1,2.00
            """;

    private final ReplayFixture fixture;

    ReplayMenuTest(@TempDir Path directory) {
        fixture = new ReplayFixture(directory);
    }

    @Test
    void shouldPublishTheRestaurantFirst_whenNothingElseIsAsked() {
        fixture.replay(Mappings.of("cut_off: \"04:30\"\nprices_include_tax: true\n" + Mappings.PLAIN), CSV);

        assertThat(fixture.sink.kinds).containsExactly("restaurant", "check", "check", "check");
        assertThat(fixture.sink.restaurants).singleElement().satisfies(restaurant -> {
            assertThat(restaurant.getRestaurantId()).isEqualTo("soho");
            assertThat(restaurant.getName()).isEqualTo("Soho");
            assertThat(restaurant.getCurrency()).isEqualTo("GBP");
            assertThat(restaurant.getSettings().getMethod()).isEqualTo(QuadrantMethod.PERCENTILE);
            assertThat(restaurant.getCalendars()).singleElement().satisfies(period -> {
                assertThat(period.getEffectiveFrom()).isEqualTo(LocalDate.EPOCH);
                assertThat(period.getZone()).isEqualTo("Europe/London");
                assertThat(period.getCutOffMinutes()).isEqualTo(270);
                assertThat(period.getPricesIncludeTax()).isTrue();
            });
        });
    }

    @Test
    void shouldLeaveItemsOut_whenNoMenuCanHaveThem() {
        Summary summary = fixture.replay(
                Mappings.of("food_cost: {constant: 1}\n" + Mappings.PLAIN),
                CSV + "d,2024-05-03 12:00,..,1,4.50\nd,2024-05-03 12:00,Gold,1,1000000001\n");

        assertThat(fixture.sink.items).extracting(MenuItem::getItemId).containsExactlyInAnyOrder("Cake", "Tea");
        assertThat(summary.notes())
                .containsEntry("items that no menu can have, by their id, name, category, price or cost", 2L);
    }

    @Test
    void shouldUseTheCallersId_whenOneIsGiven() {
        fixture.replay(
                Mappings.plain(),
                ReplayOptions.DEFAULT.withRestaurantId("camden").withPublishRestaurant(false),
                CSV);

        assertThat(fixture.sink.restaurants).isEmpty();
        assertThat(fixture.sink.checks)
                .allSatisfy(check -> assertThat(check.restaurantId()).isEqualTo("camden"));
    }

    @Test
    void shouldAskForAnId_whenNobodyTellsOne() {
        Mapping mapping = Mappings.of(Mappings.PLAIN.replace("{id: soho, name: Soho}", "{name: Soho}"));

        assertThatThrownBy(() -> fixture.replay(mapping, CSV)).hasMessageContaining("no restaurant id");
    }

    @Test
    void shouldTakeACostFromTheLatestPrice_whenItIsAShare() {
        fixture.replay(Mappings.of("food_cost: {percent_of_price: 30}\n" + Mappings.PLAIN), CSV);

        assertThat(fixture.sink.kinds.subList(0, 3)).containsExactly("restaurant", "item", "item");
        assertThat(amounts(ReplayMenuTest::cost))
                .containsExactlyInAnyOrderEntriesOf(Map.of("Cake", "1.3500", "Tea", "0.6000"));
        assertThat(amounts(ReplayMenuTest::price)).containsEntry("Cake", "4.5000");
    }

    @Test
    void shouldListOnlyWhatSoldInTheHistory_whenThereIsOne() {
        fixture.replay(
                Mappings.of("food_cost: {constant: 1.25}\n" + Mappings.PLAIN),
                ReplayOptions.DEFAULT.withHistoryDays(1),
                CSV);

        assertThat(amounts(ReplayMenuTest::cost)).isEqualTo(Map.of("Cake", "1.2500"));
    }

    @Test
    void shouldLookCostsUpByItem_whenTheyAreInAnotherFile() {
        fixture.file("costs.csv", "\uFEFFItem,Cost\nCake,1.75\nPie,2\n".getBytes(StandardCharsets.UTF_8));
        Mapping mapping = Mappings.of("food_cost: {file: costs.csv, key: Item, value: Cost}\n" + Mappings.PLAIN);

        Summary summary = fixture.replay(mapping, CSV);

        assertThat(amounts(ReplayMenuTest::cost)).isEqualTo(Map.of("Cake", "1.7500", "Tea", "none"));
        assertThat(summary.notes()).containsEntry("items without a food cost", 1L);
    }

    @Test
    void shouldTakePricesFromTheList_whenTheLinesTellNone() {
        fixture.file("prices.csv", "Item,Price\nCake,4\n".getBytes(StandardCharsets.UTF_8));
        Mapping mapping = Mappings.of("price_list: {file: prices.csv, key: Item, value: Price}\nmenu: no\n"
                + Mappings.PLAIN.replace("  unit_price: price\n", ""));

        Summary summary = fixture.replay(mapping, CSV);

        assertThat(summary.revenue()).isEqualByComparingTo("8");
        assertThat(summary.unreadable()).containsOnlyKeys("no price, and the item is not in the price list");
        assertThat(fixture.sink.items).isEmpty();
    }

    @Test
    void shouldSayWhichLine_whenAListIsWrong() {
        Mapping mapping = Mappings.of("food_cost: {file: costs.csv, key: Item, value: Cost}\n" + Mappings.PLAIN);

        assertThatThrownBy(() -> fixture.replay(mapping, CSV))
                .hasMessageContaining("costs.csv, which is neither beside the mapping nor beside the data");
        fixture.file("costs.csv", "Item,Cost\nCake,cheap\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> fixture.replay(mapping, CSV))
                .hasMessageEndingWith("costs.csv line 2: 'cheap' is no amount");
    }

    private Map<String, String> amounts(Function<MenuItem, @Nullable BigDecimal> amount) {
        return fixture.sink.items.stream().collect(Collectors.toMap(MenuItem::getItemId, item -> {
            BigDecimal value = amount.apply(item);
            return value == null ? "none" : value.toPlainString();
        }));
    }

    private static @Nullable BigDecimal cost(MenuItem item) {
        return item.getFoodCosts().isEmpty() ? null : item.getFoodCosts().get(0).getAmount();
    }

    private static @Nullable BigDecimal price(MenuItem item) {
        return item.getPrices().isEmpty() ? null : item.getPrices().get(0).getAmount();
    }
}
