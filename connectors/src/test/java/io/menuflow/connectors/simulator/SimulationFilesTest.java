package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.connectors.CheckAvro;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.Rejection;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SimulationFilesTest {

    private static final LocalDate FROM = LocalDate.of(2025, 11, 20);
    private static final int DAYS = 60;
    private static final SimulatorOptions OPTIONS =
            SimulatorOptions.defaults().withHistoryDays(DAYS).withAbsurd(true);

    @TempDir
    Path dir;

    /** Units and revenue of an item on a day. */
    private record Sum(BigDecimal units, BigDecimal revenue) {

        static final Sum NONE = new Sum(BigDecimal.ZERO.setScale(2), BigDecimal.ZERO.setScale(2));

        Sum plus(BigDecimal moreUnits, BigDecimal moreRevenue) {
            return new Sum(
                    units.add(moreUnits).setScale(2), revenue.add(moreRevenue).setScale(2));
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void shouldAddUpToTheTruth_whenOnlyLastRevisionsCount(Family family) throws Exception {
        SimulationFiles.write(
                OPTIONS.withFamily(family).withItems(14).withRestaurantCount(2), FROM, dir, Progress.NONE);
        SimulationFiles.write(OPTIONS.withFamily(family), FROM, dir.resolve("named"), Progress.NONE);
        for (Path its : restaurants()) {
            JsonNode truth = truth(its);
            Map<String, Sum> recomputed = finalSums(its);
            Map<String, Sum> told = new TreeMap<>();
            for (JsonNode item : truth.get("items")) {
                for (int day = 0; day < DAYS; day++) {
                    Sum sum = Sum.NONE.plus(
                            item.get("final_units").get(day).decimalValue(),
                            item.get("final_revenue").get(day).decimalValue());
                    if (!sum.equals(Sum.NONE)) {
                        told.put(FROM.plusDays(day) + " " + item.get("item_id").asText(), sum);
                    }
                }
            }

            assertThat(recomputed).isEqualTo(told).hasSizeGreaterThan(DAYS * 8);
        }
    }

    @Test
    void shouldSellNothing_outsideItsLifeOutOfStockOrClosed() throws Exception {
        SimulationFiles.write(OPTIONS.withItems(24).withRestaurantCount(6), FROM, dir, Progress.NONE);
        int stockOuts = 0;
        int closings = 0;
        int begun = 0;
        for (Path its : restaurants()) {
            JsonNode truth = truth(its);
            CalendarPeriod calendar = calendar(its);
            Set<String> sellable = new HashSet<>();
            for (JsonNode item : truth.get("items")) {
                LocalDate begins = LocalDate.parse(item.get("available_from").asText());
                JsonNode ends = item.get("available_until");
                Set<String> out = new HashSet<>();
                item.get("out_of_stock").forEach(day -> out.add(day.asText()));
                stockOuts += out.size();
                begun += begins.isAfter(FROM) ? 1 : 0;
                for (int day = 0; day < DAYS; day++) {
                    LocalDate date = FROM.plusDays(day);
                    boolean alive =
                            !date.isBefore(begins) && (ends.isNull() || !date.isAfter(LocalDate.parse(ends.asText())));
                    boolean open = truth.get("days").get("open").get(day).asBoolean();
                    boolean sells = alive && open && !out.contains(date.toString());
                    closings += open ? 0 : 1;
                    if (sells) {
                        sellable.add(date + " " + item.get("item_id").asText());
                    }
                    assertThat(item.get("expected_units").get(day).asDouble() > 0)
                            .as("%s on %s", item.get("item_id"), date)
                            .isEqualTo(sells);
                }
            }
            for (Transaction each : transactions(its)) {
                if (each.getRefundOf() == null && !each.getTransactionId().endsWith("-absurd")) {
                    for (TransactionLine line : each.getLines()) {
                        String sold = businessDay(each.getClosedAt(), calendar) + " " + line.getItemId();
                        assertThat(sellable.contains(sold)).as(sold).isTrue();
                    }
                }
            }
        }
        assertThat(stockOuts).isPositive();
        assertThat(closings).isPositive();
        assertThat(begun).isPositive();
    }

    @Test
    void shouldNameEveryDeliveryThatIsNotPunctual() throws Exception {
        SimulationFiles.write(OPTIONS.withChecksPerDay(400), FROM, dir, Progress.NONE);
        for (Path its : restaurants()) {
            Map<String, List<String>> noise = new HashMap<>();
            for (String line : Files.readAllLines(its.resolve("noise.ndjson"))) {
                JsonNode each = new ObjectMapper().readTree(line);
                noise.computeIfAbsent(each.get("kind").asText(), kind -> new ArrayList<>())
                        .add(each.get("transaction_id").asText() + " "
                                + each.get("revision").asLong());
            }
            List<Transaction> all = transactions(its);
            List<String> voided = new ArrayList<>();
            List<String> refunds = new ArrayList<>();
            List<String> duplicates = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            Map<String, Long> absurd = new HashMap<>();
            for (Transaction each : all) {
                String name = each.getTransactionId() + " " + each.getRevision();
                if (each.getState() == TransactionState.VOIDED) {
                    voided.add(name);
                }
                if (each.getRefundOf() != null) {
                    refunds.add(name);
                }
                if (!seen.add(each.toString())) {
                    duplicates.add(name);
                }
                if (each.getTransactionId().endsWith("-absurd")) {
                    absurd.put(name, each.getClosedAt().toEpochMilli());
                }
            }

            assertThat(noise.get("VOIDED"))
                    .containsExactlyInAnyOrderElementsOf(voided)
                    .isNotEmpty();
            assertThat(noise.get("REFUND"))
                    .containsExactlyInAnyOrderElementsOf(refunds)
                    .isNotEmpty();
            assertThat(noise.get("DUPLICATE"))
                    .containsExactlyInAnyOrderElementsOf(duplicates)
                    .isNotEmpty();
            assertThat(noise.get("ABSURD"))
                    .containsExactlyInAnyOrderElementsOf(absurd.keySet())
                    .isNotEmpty();
            assertThat(noise).containsKeys("CORRECTED", "LINE_REFUNDED", "LATE");
            assertThat(absurd.size() / (double) all.size()).isBetween(0.0001, 0.0015);
            truth(its).get("deliveries").properties().stream()
                    .filter(kind -> !kind.getKey().equals("original"))
                    .forEach(kind -> assertThat(noise.get(kind.getKey().toUpperCase(Locale.ROOT)))
                            .hasSize(kind.getValue().asInt()));
        }
    }

    @Test
    void shouldMakeAbsurdEventsThatAreRefused_andNoOtherOnes() {
        SimulatedRestaurant restaurant = Restaurants.named("corner-cafe", 1);
        Check check = Restaurants.checks(restaurant, FROM).get(0);
        Amendments amendments = restaurant.amendments();

        assertThat(amendments.absurd(check, 0).closedAt()).isAfter(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(CheckValidator.validate(amendments.absurd(check, 1)))
                .extracting(Rejection::reason)
                .containsOnly(Rejection.Reason.ABSURD_TIME);
        assertThat(CheckValidator.validate(amendments.absurd(check, 2)))
                .extracting(Rejection::reason)
                .contains(Rejection.Reason.NEGATIVE_PRICE);
        assertThat(CheckValidator.validate(amendments.absurd(check, 3)))
                .extracting(Rejection::reason)
                .containsOnly(Rejection.Reason.UNKNOWN_CURRENCY);
        assertThat(FROM.datesUntil(FROM.plusDays(30)).flatMap(day -> Restaurants.checks(restaurant, day).stream()))
                .allSatisfy(each -> assertThat(CheckValidator.validate(each)).isEmpty());
    }

    @Test
    void shouldWriteTheSameBytes_whenAskedAgain_andOtherBytesForAnotherSeed() throws Exception {
        SimulatorOptions options = OPTIONS.withHistoryDays(12).withRestaurantCount(4);
        SimulationFiles.write(options, FROM, dir.resolve("one"), Progress.NONE);
        SimulationFiles.write(options, FROM, dir.resolve("two"), Progress.NONE);
        SimulationFiles.write(options.withSeed(2), FROM, dir.resolve("other"), Progress.NONE);

        Map<String, ByteBuffer> one = bytes(dir.resolve("one"));
        assertThat(one).hasSize(4 * 5).isEqualTo(bytes(dir.resolve("two")));
        bytes(dir.resolve("other")).forEach((file, bytes) -> {
            if (file.endsWith("transactions.avro")) {
                assertThat(bytes).isNotEqualTo(one.get(file));
            }
        });
    }

    @Test
    void shouldWriteTheRecordsOfTheTopics() throws Exception {
        SimulationFiles.Written written =
                SimulationFiles.write(OPTIONS.withRestaurants(List.of("corner-cafe")), FROM, dir, Progress.NONE);
        Path its = dir.resolve("corner-cafe");

        assertThat(read(its.resolve("restaurant.avro"), Restaurant.class))
                .extracting(Restaurant::getRestaurantId)
                .containsExactly("corner-cafe");
        assertThat(read(its.resolve("menu.avro"), MenuItem.class))
                .extracting(MenuItem::getItemId)
                .contains("flat-white", "latte-large");
        assertThat(transactions(its)).hasSize((int) written.transactions());
    }

    @Test
    void shouldEncodeAsTheGeneratedWriterDoes() throws Exception {
        TransactionEncoder encoder = new TransactionEncoder();
        SpecificDatumWriter<Transaction> generated = new SpecificDatumWriter<>(Transaction.class);
        for (String id : Definitions.IDS) {
            SimulatedRestaurant restaurant = new SimulatedRestaurant(
                    Restaurants.definition(id).withChecksPerDay(3_000), World.of(Family.LOGIT, 5, true));
            for (Delivery delivery : restaurant.day(FROM)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                BinaryEncoder binary = EncoderFactory.get().binaryEncoder(out, null);
                generated.write(CheckAvro.toAvro(delivery.check()), binary);
                binary.flush();

                assertThat(encoder.encode(delivery.check())).isEqualTo(ByteBuffer.wrap(out.toByteArray()));
            }
        }
    }

    @Test
    void shouldRefuse_whenTheDirectoryIsNotEmptyOrNoDayIsWanted() throws Exception {
        Files.writeString(dir.resolve("mine.txt"), "keep");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulationFiles.write(OPTIONS, FROM, dir, Progress.NONE))
                .withMessageContaining("not empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SimulationFiles.write(OPTIONS.withHistoryDays(0), FROM, dir.resolve("new"), Progress.NONE));
    }

    /** By last revision, from the file alone, in the plainest way. */
    private Map<String, Sum> finalSums(Path its) throws IOException {
        Map<String, Transaction> last = new HashMap<>();
        for (Transaction each : transactions(its)) {
            if (!each.getTransactionId().endsWith("-absurd")) {
                last.merge(each.getTransactionId(), each, (a, b) -> b.getRevision() > a.getRevision() ? b : a);
            }
        }
        CalendarPeriod calendar = calendar(its);
        Map<String, Sum> sums = new TreeMap<>();
        for (Transaction each : last.values()) {
            Set<String> combos = new HashSet<>();
            each.getLines().forEach(line -> combos.add(String.valueOf(line.getParentLineId())));
            for (TransactionLine line : each.getLines()) {
                boolean counts = each.getState() == TransactionState.CLOSED
                        && line.getKind() != LineKind.COMP
                        && !combos.contains(line.getLineId());
                if (counts) {
                    BigDecimal sign = line.getKind() == LineKind.REFUND ? BigDecimal.ONE.negate() : BigDecimal.ONE;
                    BigDecimal net = calendar.getPricesIncludeTax()
                            ? line.getNetAmount().subtract(line.getTax())
                            : line.getNetAmount();
                    sums.merge(
                            businessDay(each.getClosedAt(), calendar) + " " + line.getItemId(),
                            Sum.NONE.plus(line.getQuantity().multiply(sign), net.multiply(sign)),
                            (a, b) -> a.plus(b.units(), b.revenue()));
                }
            }
        }
        sums.values().removeIf(sum -> sum.equals(Sum.NONE));
        return sums;
    }

    /** By what the restaurant's file says. */
    private static LocalDate businessDay(Instant moment, CalendarPeriod calendar) {
        return moment.atZone(ZoneId.of(calendar.getZone()))
                .toLocalDateTime()
                .minusMinutes(calendar.getCutOffMinutes())
                .toLocalDate();
    }

    private static CalendarPeriod calendar(Path its) throws IOException {
        return read(its.resolve("restaurant.avro"), Restaurant.class)
                .get(0)
                .getCalendars()
                .get(0);
    }

    private List<Path> restaurants() throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.filter(path -> Files.exists(path.resolve("truth.json"))).toList();
        }
    }

    private static JsonNode truth(Path its) throws IOException {
        ObjectMapper exact = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        return exact.readTree(its.resolve("truth.json").toFile());
    }

    private static List<Transaction> transactions(Path its) throws IOException {
        return read(its.resolve("transactions.avro"), Transaction.class);
    }

    private static <T> List<T> read(Path file, Class<T> type) throws IOException {
        List<T> all = new ArrayList<>();
        try (DataFileReader<T> reader = new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(type))) {
            reader.forEach(all::add);
        }
        return all;
    }

    private static Map<String, ByteBuffer> bytes(Path directory) throws IOException {
        Map<String, ByteBuffer> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
