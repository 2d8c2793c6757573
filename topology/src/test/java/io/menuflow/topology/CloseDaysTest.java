package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.item;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.BusinessCalendar.Moment;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.HourProfile;
import io.menuflow.models.demand.TinyDemandModels;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.PriceEvidence;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.PriceRule;
import io.menuflow.schemas.avro.PriceSettings;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.topology.closes.DayClose;
import io.menuflow.topology.days.PublishedDays;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.price.BlockRows;
import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.PublishedRows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the stream publishes of forecasts and prices is, bit for bit, what is computed offline from the published days, menu,
 * settings and facts.
 */
class CloseDaysTest {

    private static final Topics TOPICS = new Topics(new InMemoryRegistry());
    private static final TopologySettings SETTINGS = TopologySettings.of(1).withHistoryDays(112);
    private static final String UNLISTED = "bistro";
    private static final List<String> ITEMS = List.of("soup", "wine", "bread", "fish", "cake:big", "tea");
    private static final int DAYS = 130;
    private static final int DEARER = 80;

    private final AtomicInteger closes = new AtomicInteger();
    private final AtomicInteger unclosed = new AtomicInteger();
    private final Disk disk = new Disk();
    private final Map<String, ItemSalesDay> days = new TreeMap<>();
    private final Map<String, DemandForecast> forecasts = new TreeMap<>();
    private final Map<String, PriceRecommendation> prices = new TreeMap<>();
    private final Map<String, ItemClassification> classified = new TreeMap<>();
    private final List<Transaction> sent = new ArrayList<>();
    private TopologyBench bench = bench();
    private Restaurant place = place(PLACE);
    private List<MenuItem> menu = menu();

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldPublishWhatIsComputedOffline_whateverTheOrderTheDuplicatesAndTheRestarts(long seed) {
        Random random = new Random(seed);
        List<Transaction> checks = checks(random);
        List<Transaction> again = new ArrayList<>(checks.subList(0, checks.size() / 3));
        again.addAll(checks);
        Collections.shuffle(again, random);
        open();

        for (Transaction check : again) {
            send(check);
            if (random.nextInt(100) == 0) {
                bench.advance(Duration.ofSeconds(1));
            }
            if (random.nextInt(400) == 0) {
                read();
                bench.close();
                bench = bench();
            }
        }
        sent.addAll(checks);

        assertIsAsOffline();
    }

    @Test
    void shouldPublishWhatIsComputedOffline_whenSomethingChangesBetweenSlices() {
        Random random = new Random(13);
        bench.close();
        AtomicLong time = new AtomicLong();
        bench = bench(hurried(), () -> time.addAndGet(2_500_000));
        open();
        checks(random).forEach(check -> {
            send(check);
            sent.add(check);
        });

        int between = 0;
        for (int round = 0; round < 60; round++) {
            for (int turn = random.nextInt(150); turn > 0; turn--) {
                bench.advance(SETTINGS.scorePeriod());
            }
            between += unclosed.get() > 0 ? 1 : 0;
            switch (random.nextInt(3)) {
                case 0 -> {
                    Transaction late = sale("late" + round, random.nextInt(DAYS - 1), ITEMS.get(random.nextInt(4)));
                    send(late);
                    sent.add(late);
                }
                case 1 -> {
                    place = guarded(PriceSettings.newBuilder()
                            .setMaxStep("0." + (10 + random.nextInt(30)))
                            .build());
                    bench.send(place);
                }
                default -> bench.send(fact(60));
            }
        }
        bench.send(fact(60));

        assertThat(between).as("rounds that came between slices").isGreaterThan(20);
        assertIsAsOffline(fact(60));
    }

    @Test
    void shouldPublishWhatIsComputedOffline_whenDaysAreClosedAfterwards() {
        open();
        checks(new Random(3)).forEach(check -> {
            send(check);
            sent.add(check);
        });
        settle();
        int blocks = blocks().size();
        List<PriceBlock> before = blocks();

        bench.send(fact(60));
        assertIsAsOffline(fact(60));

        assertThat(blocks()).hasSize(blocks);
        assertThat(blocks().stream().filter(block -> !before.contains(block)).map(PriceBlock::block))
                .containsExactly(PriceBlock.of(day(60)));
    }

    @Test
    void shouldCloseWhenSomethingItRestsOnChanges_andNotBefore() {
        open();
        checks(new Random(5)).forEach(this::send);
        settle();
        int before = closes.get();

        send(sale("now", DAYS - 1, "soup"));
        settle();
        assertThat(closes).as("the running day").hasValue(before);

        send(sale("late", DAYS - 3, "soup"));
        settle();
        assertThat(closes).as("a closed day").hasValue(before + 1);

        bench.send(menu().get(0));
        settle();
        assertThat(closes).as("the menu").hasValue(before + 2);

        bench.send(place(PLACE));
        settle();
        assertThat(closes).as("the settings").hasValue(before + 3);

        bench.send(fact(DAYS + 2));
        settle();
        assertThat(closes).as("a day to come").hasValue(before + 4);

        send(sale("tomorrow", DAYS, "soup"));
        settle();
        assertThat(closes).as("the day close").hasValue(before + 5);
    }

    @Test
    void shouldPublishNothing_whenWhatComesOutIsTheSame() {
        open();
        checks(new Random(6)).forEach(this::send);
        settle();

        bench.send(menu().get(0));
        bench.send(place(UNLISTED));
        send(sale("now", DAYS - 1, "never-seen-before"));
        int closed = closes.get();
        settle();

        assertThat(closes.get()).isGreaterThan(closed);
        assertThat(bench.readForecasts(forecasts) + bench.readPrices(prices)).isZero();
    }

    @Test
    void shouldAnswerFromRows_whatWasPublished() {
        open();
        checks(new Random(7)).forEach(this::send);
        settle();

        Map<String, DemandForecast> forecastRows =
                PublishedRows.read(bench.source(Names.FORECAST_STORE), TOPICS.forecasts(), PLACE);
        Map<String, PriceRecommendation> priceRows =
                PublishedRows.read(bench.source(Names.PRICE_STORE), TOPICS.prices(), PLACE);

        assertThat(forecastRows).hasSize(ITEMS.size() + 1).containsKey("");
        forecastRows.forEach((item, row) -> assertThat(forecasts).containsEntry(PLACE + ":" + item, row));
        priceRows.forEach((item, row) -> assertThat(prices).containsEntry(PLACE + ":" + item, row));
        assertThat(priceRows).hasSize(ITEMS.size());
        assertThat(priceRows.get("wine").getProposal().getElasticity().getEvidence())
                .as("its price changed")
                .isNotEqualTo(PriceEvidence.NONE);
        assertThat(priceRows.get("tea").getProposal().getElasticity().getEvidence())
                .isEqualTo(PriceEvidence.NONE);
    }

    @Test
    void shouldRemakeTheChangedBlockOnly_whenACheckComesLate() {
        open();
        checks(new Random(8)).forEach(this::send);
        settle();
        List<PriceBlock> before = blocks();

        send(sale("late", 70, "soup"));
        settle();

        assertThat(blocks().stream().filter(block -> !before.contains(block)).map(PriceBlock::block))
                .containsExactly(PriceBlock.of(day(70)));
        assertThat(before).hasSize(7);
        assertThat(blocks()).hasSize(7);
    }

    @Test
    void shouldKeepTheSame_whetherADayOfABlockWithoutSalesWasToldClosedBeforeOrAfterwards() {
        open();
        checks(new Random(12)).stream()
                .filter(check -> check.getClosedAt().isBefore(at(45))
                        || check.getClosedAt().isAfter(at(85)))
                .forEach(this::send);
        settle();
        Map<String, String> untold = blockRows();

        bench.send(fact(65));
        settle();
        Map<String, String> afterwards = blockRows();
        bench.removeRestaurant(PLACE);
        settle();
        assertThat(blockRows()).isEmpty();
        bench.send(place(PLACE));
        settle();

        assertThat(afterwards).isEqualTo(blockRows()).isNotEqualTo(untold);
    }

    @Test
    void shouldTakeEverythingBack_whenTheRestaurantGoes_andBringItBackWithIt() {
        open();
        checks(new Random(9)).forEach(this::send);
        settle();
        Map<String, DemandForecast> forecast = new TreeMap<>(forecasts);
        Map<String, PriceRecommendation> priced = new TreeMap<>(prices);

        bench.removeRestaurant(PLACE);
        settle();
        assertThat(forecasts.keySet()).isNotEmpty().allMatch(key -> key.startsWith(UNLISTED));
        assertThat(prices.keySet()).isNotEmpty().allMatch(key -> key.startsWith(UNLISTED));
        assertThat(blocks()).isEmpty();

        bench.send(place(PLACE));
        settle();
        assertThat(forecasts).isEqualTo(forecast);
        assertThat(prices).isEqualTo(priced);
    }

    @Test
    void shouldForecastByTheModelInForce_whenOneComesAndGoes() {
        open();
        checks(new Random(11)).forEach(check -> {
            send(check);
            sent.add(check);
        });
        settle();
        assertThat(forecasts.get(PLACE + ":soup").getModelVersion()).isNull();

        try (DemandModel model = TinyDemandModels.loaded(Origin.SIMULATED, 0, true, 1.0)) {
            bench.demand.set(model);
            assertIsAsOffline(model);
            assertThat(forecasts.values())
                    .allMatch(record -> model.manifest().version().equals(record.getModelVersion()));

            bench.demand.set(null);
            settle();
        }

        assertIsAsOffline();
    }

    @Test
    void shouldAdviseWithinOtherGuardrails_whenTheRestaurantSetsThem() {
        open();
        checks(new Random(12)).forEach(check -> {
            send(check);
            sent.add(check);
        });
        assertIsAsOffline();
        Map<String, PriceRecommendation> before = new TreeMap<>(prices);

        place = guarded(PriceSettings.newBuilder()
                .setMaxStep("0.30")
                .setMinProbability("0")
                .setCoolDownDays(0)
                .setExcluded(List.of("wine"))
                .build());
        bench.send(place);
        assertIsAsOffline();

        PriceRecommendation wine = prices.get(PLACE + ":wine");
        PriceRecommendation tea = prices.get(PLACE + ":tea");
        assertThat(wine.getProposal().getBinding()).isEqualTo(PriceRule.EXCLUDED);
        assertThat(tea.getTest().getPrice())
                .as("a step of 30 % leaves prices further away")
                .isNotEqualTo(before.get(PLACE + ":tea").getTest().getPrice());
        before.keySet().removeIf(key -> key.startsWith(PLACE));
        assertThat(prices).as("another restaurant's stay").containsAllEntriesOf(before);
    }

    @Test
    void shouldGoOnWithTheOthers_whenOneSellsAtPricesNobodyCanReckonWith() {
        open();
        bench.send(item(PLACE, "gold", "500000000", "0.01"));
        for (int day = 0; day < 40; day++) {
            for (int i = 0; i < 3; i++) {
                send(check("gold" + day + "-" + i, at(day), line("gold", "1", "500000000"), line("tea", "1", "9.50"))
                        .build());
                send(check("b" + day + "-" + i, at(day), line("tea", "1", "9.50"))
                        .setRestaurantId(UNLISTED)
                        .build());
            }
        }

        settle();

        assertThat(forecasts).containsKeys(UNLISTED + ":tea", UNLISTED + ":", PLACE + ":gold");
        assertThat(prices).containsKeys(UNLISTED + ":tea");
        assertThat(prices.get(PLACE + ":gold").getProposal()).isNull();
    }

    @Test
    void shouldTakeAnItemBack_whenItLeavesTheMenu() {
        open();
        checks(new Random(10)).forEach(this::send);
        settle();

        bench.send(MenuItem.newBuilder(menu().get(1)).setActive(false).build());
        settle();

        assertThat(forecasts).doesNotContainKey(PLACE + ":wine").containsKey(PLACE + ":soup");
        assertThat(prices).doesNotContainKey(PLACE + ":wine").containsKey(PLACE + ":soup");
    }

    @Test
    void shouldCountAliasesForTheirTargets_andTakeThemApartAgain() {
        open();
        checks(new Random(14)).forEach(check -> {
            send(check);
            sent.add(check);
        });
        assertIsAsOffline();
        Map<String, DemandForecast> apart = new TreeMap<>(forecasts);
        Map<String, PriceRecommendation> apartPrices = new TreeMap<>(prices);
        List<PriceBlock> apartBlocks = blocks();

        menu.set(5, MenuItem.newBuilder(menu.get(5)).setMergedInto("wine").build());
        bench.send(menu.get(5));
        assertIsAsOffline();
        assertThat(forecasts.keySet()).as("tea is wine now").doesNotContain(PLACE + ":tea");
        assertThat(prices.keySet()).doesNotContain(PLACE + ":tea");
        assertThat(forecasts.get(PLACE + ":wine").getDays().get(0).getExpected())
                .isGreaterThan(apart.get(PLACE + ":wine").getDays().get(0).getExpected());
        assertThat(blocks()).hasSameSizeAs(apartBlocks).doesNotContainAnyElementsOf(apartBlocks);

        menu = menu();
        bench.send(menu.get(5));
        assertIsAsOffline();

        assertThat(forecasts).isEqualTo(apart);
        assertThat(prices).isEqualTo(apartPrices);
        assertThat(blocks()).isEqualTo(apartBlocks);
    }

    /** A quarter of a millisecond a turn: each slice is paid for with many. */
    private static TopologySettings hurried() {
        return new TopologySettings(
                SETTINGS.partitions(),
                SETTINGS.historyDays(),
                SETTINGS.futureTolerance(),
                SETTINGS.parkedRecords(),
                SETTINGS.parkedBytes(),
                SETTINGS.parkedFor(),
                SETTINGS.liveBytes(),
                SETTINGS.windowDays(),
                SETTINGS.scorePeriod(),
                0.0005);
    }

    private TopologyBench bench() {
        return bench(SETTINGS, System::nanoTime);
    }

    private TopologyBench bench(TopologySettings settings, LongSupplier clock) {
        StageObserver counting = new StageObserver() {
            @Override
            public void prices(int partition, int items, long nanos) {
                closes.incrementAndGet();
            }

            @Override
            public void unclosed(int partition, int restaurants) {
                unclosed.set(restaurants);
            }
        };
        return new TopologyBench(disk, settings, TOPICS, new AtomicReference<>(InForce.NONE), counting, clock);
    }

    private List<PriceBlock> blocks() {
        return BlockRows.read(bench.source(Names.PRICE_STORE), PLACE);
    }

    /** As they are stored, those of blocks in which nothing sold among them. */
    private Map<String, String> blockRows() {
        Map<String, String> rows = new TreeMap<>();
        bench.source(Names.PRICE_STORE)
                .scan(
                        Key.of(PLACE).oneByte('b').toBytes(),
                        Key.of(PLACE).oneByte('c').toBytes(),
                        (key, row) -> rows.put(
                                HexFormat.of().formatHex(key), HexFormat.of().formatHex(row)));
        return rows;
    }

    private static Restaurant place(String id) {
        return restaurant(id, "Europe/Rome", 4 * 60);
    }

    private static Restaurant guarded(PriceSettings rails) {
        Restaurant place = place(PLACE);
        return Restaurant.newBuilder(place)
                .setSettings(MenuSettings.newBuilder(place.getSettings())
                        .setPrices(rails)
                        .build())
                .build();
    }

    private static RestaurantDay fact(int day) {
        return RestaurantDay.newBuilder()
                .setRestaurantId(PLACE)
                .setDate(LocalDate.ofEpochDay(day(day)))
                .setClosed(true)
                .setUpdatedAt(NOON)
                .build();
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

    /** Both restaurants' checks over 130 days, in the order they were closed; two items become dearer on the way. */
    private static List<Transaction> checks(Random random) {
        List<Transaction> checks = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < 8; i++) {
                List<TransactionLine> lines = new ArrayList<>();
                for (int item = 0; item < ITEMS.size(); item++) {
                    boolean dearer = day >= DEARER + item && (item == 1 || item == 3);
                    if (random.nextInt(item + (dearer ? 3 : 2)) == 0) {
                        String price = (dearer ? 5 + item : 4 + item) + ".50";
                        lines.add(line(ITEMS.get(item), "" + (1 + random.nextInt(3)), price));
                    }
                }
                if (!lines.isEmpty()) {
                    checks.add(check(
                                    "c" + day + "-" + i,
                                    at(day).plusSeconds(i * 3_000L),
                                    lines.toArray(TransactionLine[]::new))
                            .setRestaurantId(i % 2 == 0 ? PLACE : UNLISTED)
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

    private static int day(int day) {
        return (int) (NOON.getEpochSecond() / 86_400) + day;
    }

    private void send(Transaction check) {
        bench.at(at(DAYS + 5));
        bench.send(check);
    }

    private void settle() {
        for (int i = 0; i < 12; i++) {
            bench.advance(Duration.ofSeconds(1));
        }
        for (int turn = 0; turn < 100_000 && unclosed.get() > 0; turn++) {
            bench.advance(SETTINGS.scorePeriod());
        }
        read();
    }

    private void read() {
        bench.readDays(days);
        bench.readForecasts(forecasts);
        bench.readPrices(prices);
        bench.classifications().forEach((key, record) -> {
            if (record == null) {
                classified.remove(key);
            } else {
                classified.put(key, record);
            }
        });
    }

    private void assertIsAsOffline(RestaurantDay... facts) {
        assertIsAsOffline(null, facts);
    }

    private void assertIsAsOffline(@Nullable DemandModel model, RestaurantDay... facts) {
        settle();
        PublishedDays offline = new PublishedDays();
        List.of(place, place(UNLISTED)).forEach(own -> offline.restaurant(own.getRestaurantId(), own));
        menu.forEach(listed -> offline.menuItem(listed.getRestaurantId() + ":" + listed.getItemId(), listed));
        List.of(facts).forEach(fact -> offline.facts(fact.getRestaurantId() + ":" + fact.getDate(), fact));
        days.forEach(offline::day);
        classified.forEach(offline::classification);
        Map<String, DemandForecast> expected = new TreeMap<>();
        Map<String, PriceRecommendation> expectedPrices = new TreeMap<>();
        for (RestaurantProfile own : offline.restaurants()) {
            int closedDay = offline.lastDay(own.id());
            DayClose close = DayClose.of(
                    model, own, offline.history(own), hours(own, closedDay), closedDay, SETTINGS.historyDays());
            close.forecasts().forEach((item, record) -> expected.put(own.id() + ":" + item, record));
            close.prices().forEach((item, record) -> expectedPrices.put(own.id() + ":" + item, record));
        }
        int aliases =
                (int) menu.stream().filter(item -> item.getMergedInto() != null).count();
        assertThat(expected).hasSize(2 * (ITEMS.size() + 1) - aliases);
        assertThat(forecasts).isEqualTo(expected);
        assertThat(expectedPrices).hasSize(2 * ITEMS.size() - aliases);
        assertThat(prices).isEqualTo(expectedPrices);
    }

    /** Hours are not published: they are counted from the checks. */
    private HourProfile hours(RestaurantProfile own, int closedDay) {
        HourProfile.Builder hours = new HourProfile.Builder(own.calendar().on(closedDay + 1));
        DayRange needed = HourProfile.needs(closedDay);
        for (Transaction check : sent) {
            Moment moment = own.calendar().at(check.getClosedAt());
            if (check.getRestaurantId().equals(own.id()) && needed.contains(moment.day())) {
                check.getLines()
                        .forEach(line -> hours.add(
                                moment.day(),
                                moment.hour(),
                                line.getQuantity().unscaledValue().longValueExact()));
            }
        }
        return hours.build();
    }
}
