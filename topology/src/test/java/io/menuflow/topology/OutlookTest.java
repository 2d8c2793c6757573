package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.item;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.outlook.MenuOutlook;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.TinyModels;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemOutlook;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.topology.days.PublishedDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the stream publishes of outlooks is, bit for bit, what is computed offline from the published days, menu and
 * settings with the model that the record names.
 */
class OutlookTest {

    private static final OutlookModel V1 = TinyModels.loaded("v1", 1);
    private static final OutlookModel V2 = TinyModels.loaded("v2", 2);
    private static final Map<String, OutlookModel> MODELS = Map.of("v1", V1, "v2", V2);
    private static final Topics TOPICS = new Topics(new InMemoryRegistry());
    private static final String UNLISTED = "bistro";
    private static final List<String> ITEMS = List.of("soup", "wine", "bread", "fish", "cake:big", "tea");
    private static final List<OrderType> TYPES = List.of(OrderType.DINE_IN, OrderType.TAKEOUT, OrderType.UNKNOWN);
    private static final int DAYS = 130;

    private final AtomicReference<InForce> inForce = new AtomicReference<>(new InForce(V1, null));
    private final AtomicInteger scorings = new AtomicInteger();
    private final Disk disk = new Disk();
    private final Map<String, ItemSalesDay> days = new TreeMap<>();
    private final Map<String, ItemClassification> published = new TreeMap<>();
    private TopologyBench bench = bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @AfterAll
    static void release() {
        V1.close();
        V2.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldPublishWhatIsComputedOffline_whateverTheOrderAndTheDuplicates(long seed) {
        Random random = new Random(seed);
        List<Transaction> checks = new ArrayList<>(checks(random));
        List<Transaction> again = new ArrayList<>(checks.subList(0, checks.size() / 3));
        again.addAll(checks);
        Collections.shuffle(again, random);
        open();

        for (Transaction check : again) {
            send(check);
            if (random.nextInt(200) == 0) {
                bench.advance(Duration.ofSeconds(1));
            }
        }

        assertIsAsOffline("v1");
    }

    @Test
    void shouldEndInTheSame_whenTheModelsAreSwappedUnderLoadAndTheNodeIsRestarted() {
        Random random = new Random(4);
        open();
        int sent = 0;
        for (Transaction check : checks(random)) {
            send(check);
            if (++sent % 150 == 0) {
                bench.advance(Duration.ofSeconds(1));
                read();
                assertEveryMenuIsOfOneVersion();
            }
            if (sent % 400 == 0) {
                inForce.set(sent % 800 == 0 ? new InForce(V1, V2) : new InForce(V2, null));
            }
            if (sent % 700 == 0) {
                read();
                bench.close();
                bench = bench();
            }
        }
        inForce.set(new InForce(V2, null));

        assertIsAsOffline("v2");
    }

    @Test
    void shouldScoreAtDayClosesOnly() {
        open();
        checks(new Random(5)).forEach(this::send);
        settle();
        int before = scorings.get();

        send(sale("now", DAYS - 1, "soup"));
        settle();
        assertThat(scorings).as("the running day").hasValue(before);

        send(sale("late", DAYS - 3, "soup"));
        settle();
        assertThat(scorings).as("a closed day").hasValue(before + 1);

        bench.send(menu().get(0));
        settle();
        assertThat(scorings).as("the menu").hasValue(before + 2);

        bench.send(place(PLACE));
        settle();
        assertThat(scorings).as("the settings").hasValue(before + 3);

        bench.send(TopologyBench.day(PLACE, LocalDate.parse("2026-03-09"))
                .setClosed(true)
                .build());
        settle();
        assertThat(scorings).as("the facts of a day").hasValue(before + 4);

        send(sale("tomorrow", DAYS, "soup"));
        settle();
        assertThat(scorings).as("the day close").hasValue(before + 5);

        inForce.set(new InForce(V2, null));
        settle();
        assertThat(scorings).as("another model, both menus").hasValue(before + 7);

        inForce.set(new InForce(V2, V1));
        settle();
        assertThat(scorings).as("another challenger, both menus").hasValue(before + 9);
        assertIsAsOffline("v2");
    }

    @Test
    void shouldPublishWhatIsComputedOffline_whenAnItemIsMergedIntoAnotherAndTakenApartAgain() {
        open();
        checks(new Random(8)).forEach(this::send);
        settle();
        MenuItem alias =
                MenuItem.newBuilder(menu().get(5)).setMergedInto("soup").build();

        bench.send(alias);
        settle();

        assertThat(published).doesNotContainKey(PLACE + ":tea");
        assertThat(OfflineOutlooks.assertSame(offline(List.of(alias)), published, inForce.get()))
                .isEqualTo(2 * ITEMS.size() - 1);

        bench.send(menu().get(5));
        assertIsAsOffline("v1");
    }

    @Test
    void shouldTakeOutlooksBack_whenNoModelIsInForceAnyMore() {
        open();
        checks(new Random(6)).forEach(this::send);
        settle();
        assertThat(published.get(PLACE + ":soup").getOutlook()).isNotNull();

        inForce.set(InForce.NONE);
        settle();

        assertThat(published.values())
                .allSatisfy(record -> assertThat(record.getOutlook()).isNull());
        assertThat(bench.rows(Names.SNAPSHOT_STORE)).hasSize(2);
    }

    @Test
    void shouldKeepTheOutlookOfTheRecord_whenOnlyTheRunningDayChangesIt() {
        open();
        checks(new Random(7)).forEach(this::send);
        settle();
        ItemOutlook before = published.get(PLACE + ":tea").getOutlook();
        published.clear();

        for (int i = 0; i < 400; i++) {
            send(sale("many" + i, DAYS - 1, "tea"));
        }
        settle();

        assertThat(published).as("its settled quadrant changed").containsKey(PLACE + ":tea");
        assertThat(published.get(PLACE + ":tea").getOutlook()).isEqualTo(before);
    }

    private TopologyBench bench() {
        return new TopologyBench(disk, TopologySettings.of(1), TOPICS, inForce, new StageObserver() {
            @Override
            public void outlook(int partition, String restaurant, MenuOutlook outlook, long nanos) {
                scorings.incrementAndGet();
            }
        });
    }

    private static Restaurant place(String id) {
        return restaurant(id, "Europe/Rome", 4 * 60);
    }

    private void open() {
        bench.send(place(PLACE));
        bench.send(place(UNLISTED));
        menu().forEach(bench::send);
    }

    private static List<MenuItem> menu() {
        List<MenuItem> menu = new ArrayList<>();
        for (int i = 0; i < ITEMS.size(); i++) {
            menu.add(item(PLACE, ITEMS.get(i), (4 + i) + ".50", (1 + i) + ".20"));
        }
        return menu;
    }

    /** Both restaurants' checks over 130 days, in the order they were closed. */
    private static List<Transaction> checks(Random random) {
        List<Transaction> checks = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < 8; i++) {
                List<TransactionLine> lines = new ArrayList<>();
                for (int item = 0; item < ITEMS.size(); item++) {
                    if (random.nextInt(item + 2) == 0) {
                        lines.add(line(ITEMS.get(item), "" + (1 + random.nextInt(3)), (4 + item) + ".50"));
                    }
                }
                if (!lines.isEmpty()) {
                    checks.add(check("c" + day + "-" + i, at(day).plusSeconds(i), lines.toArray(TransactionLine[]::new))
                            .setRestaurantId(i % 2 == 0 ? PLACE : UNLISTED)
                            .setOrderType(TYPES.get(random.nextInt(3)))
                            .build());
                }
            }
        }
        return checks;
    }

    private static Transaction sale(String id, int day, String item) {
        return check(id, at(day), line(item, "1", "4.50")).build();
    }

    private static Instant at(int day) {
        return NOON.plus(Duration.ofDays(day));
    }

    private void send(Transaction check) {
        bench.at(at(DAYS + 5));
        bench.send(check);
    }

    private void settle() {
        for (int i = 0; i < 3; i++) {
            bench.advance(Duration.ofSeconds(1));
        }
        read();
    }

    private void read() {
        bench.readDays(days);
        bench.classifications().forEach((key, record) -> {
            if (record == null) {
                published.remove(key);
            } else {
                published.put(key, record);
            }
        });
    }

    private void assertEveryMenuIsOfOneVersion() {
        for (String restaurant : List.of(PLACE, UNLISTED)) {
            assertThat(published.values().stream()
                            .filter(record -> record.getRestaurantId().equals(restaurant))
                            .filter(record -> record.getOutlook() != null)
                            .map(record -> record.getOutlook().getModelVersion())
                            .distinct())
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private void assertIsAsOffline(String version) {
        settle();
        assertThat(OfflineOutlooks.assertSame(offline(List.of()), published, new InForce(MODELS.get(version), null)))
                .isEqualTo(2 * ITEMS.size());
    }

    /** What is published, the menu with {@code changed} in place of what it began with. */
    private PublishedDays offline(List<MenuItem> changed) {
        PublishedDays offline = new PublishedDays();
        List.of(place(PLACE), place(UNLISTED)).forEach(own -> offline.restaurant(own.getRestaurantId(), own));
        List<MenuItem> menu = new ArrayList<>(menu());
        menu.addAll(changed);
        menu.forEach(listed -> offline.menuItem(listed.getRestaurantId() + ":" + listed.getItemId(), listed));
        days.forEach(offline::day);
        published.forEach(offline::classification);
        return offline;
    }
}
