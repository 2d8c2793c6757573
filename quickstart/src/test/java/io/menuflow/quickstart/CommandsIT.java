package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.connectors.simulator.Simulator;
import io.menuflow.quickstart.Cli.Run;
import io.menuflow.topology.StageObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code simulate} and {@code replay} as commands of their own, sending to a cluster that somebody else runs. */
@Timeout(120)
class CommandsIT {

    private static final Pattern SENT = Pattern.compile("([\\d,]+) events sent");

    private static final String MAPPING = Path.of(System.getProperty("project.root", ".."))
            .resolve("connectors/mappings/takeaway.yaml")
            .toString();

    @TempDir
    static Path dir;

    private static Quickstart cluster;
    private static Api api;
    private static Cli cli;

    @BeforeAll
    static void start() {
        cluster = Quickstart.start(new Quickstart.Options(dir.resolve("data"), 0, 0, 0, 730), step -> {});
        api = new Api(cluster.httpUrl());
        cli = new Cli(cluster.bootstrapServers(), cluster.registryUrl().toString());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void shouldSendEverythingThatIsApplied_whenSimulating() {
        long before = applied();

        String said = run("simulate", "--restaurants", "2", "--days", "3", "--no-live", "--seed", "7");

        Matcher sent = SENT.matcher(said);
        assertThat(sent.find()).as(said).isTrue();
        long events = Long.parseLong(sent.group(1).replace(",", ""));
        assertThat(events).isGreaterThan(100);
        List<String> restaurants = Simulator.restaurantIds().subList(0, 2);
        api.found(
                path(restaurants.get(1), "/sales?window=7d"),
                sales -> assertThat(applied() - before + catalogue(restaurants)).isEqualTo(events));
    }

    /** Checks taken, whatever became of them. */
    private static long applied() {
        return Arrays.stream(StageObserver.Outcome.values())
                .mapToLong(outcome -> api.counter(
                        "menuflow_transactions_total",
                        "outcome=\"" + outcome.name().toLowerCase(Locale.ROOT) + "\""))
                .sum();
    }

    private static long catalogue(List<String> restaurants) {
        return restaurants.stream()
                .mapToLong(id -> 1 + api.found(path(id, "/menu")).path("items").size())
                .sum();
    }

    @Test
    void shouldTakeItsTime_whenReplayedAtASpeed() throws IOException {
        long start = System.nanoTime();

        String said =
                run("replay", orders().toString(), "--mapping", MAPPING, "--restaurant", "slow", "--speed", "14400");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
        assertThat(said).contains("3 sent, in 3 checks");
        api.awaitOrders("slow", 3);
        assertThat(api.found(path("slow", "/sales")).at("/totals/revenue").decimalValue())
                .isEqualByComparingTo("10.00");
    }

    @Test
    void shouldKeepWhatAPersonChanged_whenTheSameFileIsReplayedAgain() throws IOException {
        String[] replay = {"replay", orders().toString(), "--mapping", MAPPING, "--restaurant", "kept"};
        run(replay);
        api.awaitOrders("kept", 3);
        ObjectNode changed = Api.parsed("{\"name\": \"Curry House\", \"settings\": {\"popularity_factor\": 0.9}}")
                .deepCopy();
        api.putOk("/v1/restaurants/kept", changed);

        String said = run(replay);

        assertThat(said).contains("restaurant kept is there already; its settings and menu stay as they are");
        api.awaitOrders("kept", 3);
        assertThat(api.found("/v1/restaurants/kept").path("name").asText()).isEqualTo("Curry House");
    }

    @Test
    void shouldRefuse_whenTheRestaurantIsInAnotherCurrency() throws IOException {
        api.putOk("/v1/restaurants/euro", Bodies.restaurant("Europe/Rome").put("currency", "EUR"));

        Run refused = cli.execute("replay", orders().toString(), "--mapping", MAPPING, "--restaurant", "euro");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.said()).contains("restaurant euro is in EUR, these sales are in GBP");
        assertThat(api.get(path("euro", "/sales"))
                        .json()
                        .at("/totals/order_count")
                        .asInt())
                .isZero();
    }

    private static Path orders() throws IOException {
        return Files.writeString(
                dir.resolve("orders.csv"),
                """
                Order Number,Order Date,Item Name,Quantity,Product Price,Total products
                1,03/08/2019 18:00,Naan,2,2.50,1
                2,03/08/2019 19:00,Naan,1,2.50,1
                3,03/08/2019 20:00,Naan,1,2.50,1
                """);
    }

    /** The cluster has four partitions: a producer takes them as they are. */
    private static String run(String... arguments) {
        return cli.run(arguments);
    }
}
