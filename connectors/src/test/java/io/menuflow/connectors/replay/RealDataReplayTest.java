package io.menuflow.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.menuflow.connectors.CollectingSink;
import io.menuflow.models.check.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mappings that come with the product, on the files they are for. */
class RealDataReplayTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path DATA = ROOT.resolve("../shared/data");
    private static final Path TAKEAWAY = DATA.resolve("takeaway/restaurant-1-orders.csv.gz");

    private final CollectingSink sink = new CollectingSink();

    @ParameterizedTest
    @CsvSource({
        "28,    183,   414,  2904,  13919.05",
        "730,   241,  9475, 65527, 314390.55",
        "1826,  248, 13397, 93041, 446517.45",
        "0,     248, 13397, 93041, 446517.45",
    })
    void shouldComeOutExactly_whenTheTakeawayIsReplayed(
            int days, long items, long orders, String units, String revenue) {
        Summary summary = replay("takeaway.yaml", TAKEAWAY, ReplayOptions.DEFAULT.withHistoryDays(days));

        assertThat(summary.linesRead()).isEqualTo(74_818);
        assertThat(summary.accountsForEveryLine()).isTrue();
        assertThat(summary.unreadable()).isEmpty();
        assertThat(summary.skipped()).isEmpty();
        assertThat(summary.checksSent()).isEqualTo(orders);
        assertThat(summary.checksSent() + summary.older().checks()).isEqualTo(13_397);
        assertThat(summary.items()).isEqualTo(items);
        assertThat(summary.units()).isEqualByComparingTo(units);
        assertThat(summary.revenue()).isEqualByComparingTo(revenue);
        assertThat(sink.checks).hasSize((int) orders).isSortedAccordingTo(RealDataReplayTest::byTime);
    }

    @Test
    void shouldSendTheSameChecks_whenNextToNothingFitsInMemory(@TempDir Path temp) throws IOException {
        CollectingSink small = new CollectingSink();
        Mapping mapping = mapping("takeaway.yaml");
        assumePresent(TAKEAWAY);

        Summary roomy = replay("takeaway.yaml", TAKEAWAY, ReplayOptions.DEFAULT);
        Summary tight = new Replay(
                        mapping,
                        ReplayOptions.DEFAULT.withLimits(new SortLimits(200, 1 << 20, temp)),
                        small,
                        check -> List.of(),
                        ReplayListener.NONE)
                .run(TAKEAWAY);

        assertThat(small.checks).isEqualTo(sink.checks);
        assertThat(tight.revenue()).isEqualTo(roomy.revenue());
        assertThat(tight.accountsForEveryLine()).isTrue();
        try (var left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldComeOutExactly_whenThePizzaPlaceIsReplayed() {
        Summary summary =
                replay("pizzaplace.yaml", DATA.resolve("pizzaplace/pizzaplace.csv.gz"), ReplayOptions.DEFAULT);

        assertThat(summary.accountsForEveryLine()).isTrue();
        assertThat(summary.linesSent()).isEqualTo(49_574);
        assertThat(summary.checksSent()).isEqualTo(21_350);
        assertThat(summary.units()).isEqualByComparingTo("49574");
        assertThat(summary.revenue()).isEqualByComparingTo("817860.05");
        assertThat(summary.items()).isEqualTo(91);
        assertThat(sink.checks.stream().flatMap(check -> check.lines().stream()))
                .allSatisfy(line -> assertThat(line.itemId()).endsWith("-" + line.variant()));
    }

    @Test
    void shouldLeaveOutTheLinesWithoutAnItem_whenTheBakeryIsReplayed() {
        Summary summary =
                replay("bread-basket.yaml", DATA.resolve("bread_basket/BreadBasket_DMS.csv.gz"), ReplayOptions.DEFAULT);

        assertThat(summary.accountsForEveryLine()).isTrue();
        assertThat(summary.linesRead()).isEqualTo(21_293);
        assertThat(summary.skipped()).containsOnlyKeys("no item");
        assertThat(Summary.lines(summary.skipped())).isEqualTo(786);
        assertThat(summary.checksSent()).isEqualTo(9_465);
        assertThat(summary.units()).isEqualByComparingTo("20507");
        assertThat(summary.revenue()).isEqualByComparingTo("0");
    }

    @Test
    void shouldMakeEightDrinksOfFourteenSpellings_whenTheCoffeeMachineIsReplayed() {
        Summary summary = replay(
                "coffee-vending.yaml", DATA.resolve("coffee_vending/coffee_vending_1.csv.gz"), ReplayOptions.DEFAULT);

        assertThat(summary.accountsForEveryLine()).isTrue();
        assertThat(summary.checksSent()).isEqualTo(3_636);
        assertThat(summary.items()).isEqualTo(8);
        assertThat(sink.checks).extracting(Check::transactionId).doesNotHaveDuplicates();
        assertThat(sink.checks).extracting(Check::channel).containsOnly("card", "cash");
    }

    private Summary replay(String mapping, Path file, ReplayOptions options) {
        assumePresent(file);
        return new Replay(mapping(mapping), options, sink, check -> List.of(), ReplayListener.NONE).run(file);
    }

    private static void assumePresent(Path file) {
        assumeThat(file).as("test data, which is not part of the repository").exists();
    }

    private static Mapping mapping(String name) {
        return Mapping.load(ROOT.resolve("connectors/mappings").resolve(name));
    }

    private static int byTime(Check a, Check b) {
        return a.closedAt().compareTo(b.closedAt());
    }
}
