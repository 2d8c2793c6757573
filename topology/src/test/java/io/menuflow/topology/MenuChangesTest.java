package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.item;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.schemas.avro.ItemFigures;
import io.menuflow.schemas.avro.MenuChange;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.topology.classify.Snapshot;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a menu adds up to what the menu is. */
class MenuChangesTest {

    @TempDir
    Path dir;

    private TopologyBench bench;

    @BeforeEach
    void open() {
        bench = new TopologyBench(dir, TopologySettings.of(1), StageObserver.NONE);
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(item(PLACE, "soup", "4", "1.25"));
        bench.send(item(PLACE, "pie", "9", "3"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldAskForTheWholeMenu_whenItIsTheFirst_orAnotherDayBegins() {
        sell("1", Duration.ofDays(-1), line("soup", "1", "4"));
        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.getWhole()).isTrue();
            assertThat(change.getItems()).isEmpty();
        });

        sell("2", Duration.ZERO, line("soup", "1", "4"));

        assertThat(changes()).singleElement().extracting(MenuChange::getWhole).isEqualTo(true);
    }

    @Test
    void shouldTellOfTheItemsThatChanged_andOfNoOther() {
        sell("1", Duration.ZERO, line("soup", "3", "4"), line("pie", "1", "9"));
        changes();

        sell("2", Duration.ofMinutes(5), line("soup", "2", "4"));

        MenuChange change = changes().get(0);
        assertThat(change.getWhole()).isFalse();
        assertThat(change.getAsOf()).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
        assertThat(change.getItems()).extracting(ItemFigures::getItemId).containsExactly("soup");
        ItemFigures soup = change.getItems().get(0);
        assertThat(soup.getOrderCount()).isEqualTo(2);
        assertThat(soup.getQuantitySold()).isEqualByComparingTo("5");
        assertThat(soup.getRevenue()).isEqualByComparingTo("20");
        assertThat(soup.getTotalFoodCost()).isEqualByComparingTo("6.25");
        assertThat(soup.getListPrice()).isEqualByComparingTo("4");
        assertThat(soup.getFoodCost()).isEqualByComparingTo("1.25");
    }

    @Test
    void shouldTellNothing_whenNothingChanged() {
        sell("1", Duration.ZERO, line("soup", "3", "4"));
        changes();

        sell("1", Duration.ZERO, line("soup", "3", "4")); // once more
        bench.send(item(PLACE, "pie", "9", "3"));

        assertThat(changes()).isEmpty();
    }

    @Test
    void shouldSayOnlyThatItChanged_whenThereIsTooMuchToList() {
        sell("1", Duration.ZERO, line("soup", "3", "4"));
        changes();

        sell("2", Duration.ofMinutes(1), lines(41));
        assertThat(changes()).singleElement().extracting(MenuChange::getWhole).isEqualTo(true);
        sell("3", Duration.ofMinutes(2), line("soup", "1", "4")); // it ranks first as before

        assertThat(changes()).singleElement().extracting(MenuChange::getWhole).isEqualTo(false);
    }

    @Test
    void shouldSayThatItIsGone_whenTheRestaurantIsRemoved() {
        sell("1", Duration.ZERO, line("soup", "3", "4"));
        changes();

        bench.removeRestaurant(PLACE);
        bench.snapshot(PLACE);

        assertThat(bench.menuChanges()).containsExactly(KeyValue.pair(PLACE, null));
    }

    @Test
    void shouldAddUpToTheMenu_whateverHappens() {
        SplittableRandom random = new SplittableRandom(11);
        sell("0", Duration.ZERO, line("soup", "1", "4"));
        changes();
        Map<String, ItemFigures> told = new TreeMap<>();
        Snapshot before = bench.snapshot(PLACE);
        for (int i = 1; i <= 60; i++) {
            String dish = random.nextInt(3) == 0 ? "soup" : "dish-" + random.nextInt(12);
            if (random.nextInt(8) == 0) {
                bench.send(item(PLACE, dish, random.nextInt(3, 20) + ".50", "2"));
            }
            // Revisions of earlier checks take back what they sold.
            String id = Integer.toString(random.nextInt(40));
            bench.send(check(id, NOON.plusSeconds(i), line(dish, Integer.toString(random.nextInt(1, 4)), "7"))
                    .setRevision(i)
                    .build());
            Snapshot after = bench.snapshot(PLACE);

            for (MenuChange change : changes()) {
                assertThat(change.getWhole()).isFalse();
                change.getItems().forEach(item -> told.put(item.getItemId(), item));
                change.getRemoved().forEach(told::remove);
            }
            if (i % 10 == 0) {
                assertAddsUp(told, before, after);
            }
        }
    }

    /** An item that nobody told of is as it was. */
    private static void assertAddsUp(Map<String, ItemFigures> told, Snapshot before, Snapshot after) {
        Map<String, ItemQuadrants> earlier = new TreeMap<>();
        before.judge(before.rules()).forEach(item -> earlier.put(item.item().itemId(), item));
        assertThat(after.judge(after.rules())).isNotEmpty().allSatisfy(judged -> {
            ItemFigures figures = told.get(judged.item().itemId());
            if (figures == null) {
                assertThat(judged.item())
                        .usingRecursiveComparison()
                        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                        .isEqualTo(earlier.get(judged.item().itemId()).item());
                return;
            }
            assertThat(figures.getOrderCount()).isEqualTo(judged.item().tally().orders());
            assertThat(figures.getRevenue()).isEqualByComparingTo(judged.item().revenue());
            assertThat(figures.getPopularityPercentile()).isEqualTo(judged.popularityPercentile());
            assertThat(figures.getProfitabilityPercentile()).isEqualTo(judged.profitabilityPercentile());
            assertThat(figures.getListed()).isEqualTo(judged.item().listed());
        });
        assertThat(after.now().items()).extracting(item -> item.itemId()).containsAll(told.keySet());
    }

    private void sell(String id, Duration later, TransactionLine... lines) {
        bench.send(check(id, NOON.plus(later), lines).build());
    }

    private static TransactionLine[] lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> line("dish-" + i, "1", "5"))
                .toArray(TransactionLine[]::new);
    }

    private List<MenuChange> changes() {
        bench.snapshot(PLACE);
        return bench.menuChanges().stream().map(change -> change.value).toList();
    }
}
