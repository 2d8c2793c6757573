package io.menuflow.serving.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.DaypartPeriod;
import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Modifier;
import io.menuflow.schemas.avro.QuadrantMethod;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AvroJsonTest {

    private static final Instant AT = Instant.parse("2026-03-10T12:02:00.003Z");

    static Stream<SpecificRecord> values() {
        return Stream.of(
                check(),
                MenuItem.newBuilder()
                        .setRestaurantId("roma")
                        .setItemId("soup \u0007\"\u2028")
                        .setName("Soup")
                        .setPrices(List.of(DatedAmount.newBuilder()
                                .setEffectiveFrom(LocalDate.parse("1970-01-02"))
                                .setAmount(new BigDecimal("4.5000"))
                                .build()))
                        .setUpdatedAt(AT)
                        .build(),
                Restaurant.newBuilder()
                        .setRestaurantId("roma")
                        .setName("Roma")
                        .setCurrency("EUR")
                        .setCalendars(List.of(CalendarPeriod.newBuilder()
                                .setEffectiveFrom(LocalDate.EPOCH)
                                .setZone("Europe/Rome")
                                .setCutOffMinutes(240)
                                .setPricesIncludeTax(true)
                                .setDayparts(List.of(new DaypartPeriod("late", 1320, 120)))
                                .build()))
                        .setSettings(MenuSettings.newBuilder()
                                .setMethod(QuadrantMethod.KASAVANA_SMITH)
                                .setEstimatedCostPct(Map.of("*", "30.5"))
                                .build())
                        .setUpdatedAt(AT)
                        .build());
    }

    private static Transaction check() {
        return Transaction.newBuilder()
                .setSource("till")
                .setTransactionId("c1")
                .setRevision(Long.MAX_VALUE)
                .setRestaurantId("roma")
                .setClosedAt(Instant.ofEpochMilli(Long.MAX_VALUE))
                .setState(TransactionState.CLOSED)
                .setGuests(3)
                .setCurrency("EUR")
                .setTotal(new BigDecimal("-0.0001"))
                .setLines(List.of(TransactionLine.newBuilder()
                        .setLineId("l1")
                        .setItemId("soup")
                        .setItemName("Soup")
                        .setQuantity(new BigDecimal("0.00001"))
                        .setUnitListPrice(new BigDecimal("99999999999999.9999"))
                        .setKind(LineKind.COMP)
                        .setModifiers(List.of(
                                new Modifier(null, "extra", new BigDecimal("1.00000"), new BigDecimal("-0.5000"))))
                        .build()))
                .build();
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldReadWhatItWrote(SpecificRecord value) throws Exception {
        JsonNode written = LetterView.JSON.readTree(LetterView.pretty(AvroJson.write(value)));

        assertThat(AvroJson.read(value.getSchema(), written)).isEqualTo(value);
    }

    @Test
    void shouldWriteWhatAPersonReads() {
        JsonNode json = AvroJson.write(check());

        assertThat(json.at("/lines/0/quantity").toString()).isEqualTo("0.00001");
        assertThat(json.at("/closed_at").asText()).isEqualTo("+292278994-08-17T07:12:55.807Z");
        assertThat(json.at("/lines/0/kind").asText()).isEqualTo("COMP");
        assertThat(json.at("/channel").isNull()).isTrue();
    }

    @Test
    void shouldTakeDefaults_whenFieldsAreLeftOut() {
        ObjectNode json = (ObjectNode) AvroJson.write(check());
        json.remove(List.of("channel", "order_type", "guests"));
        ((ObjectNode) json.at("/lines/0")).remove(List.of("kind", "modifiers"));

        Transaction read = (Transaction) AvroJson.read(Transaction.getClassSchema(), json);

        assertThat(read.getGuests()).isNull();
        assertThat(read.getLines().get(0).getKind()).isEqualTo(LineKind.SALE);
        assertThat(read.getLines().get(0).getModifiers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lines/0/quantity=1E999999999    | /lines/0/quantity must be a number",
                "lines/0/quantity=0.000001       | 5 after the point",
                "lines/0/quantity=\"2\"          | /lines/0/quantity must be a number",
                "lines/0/kind=GIFT               | one of [SALE",
                "closed_at=yesterday             | /closed_at must be a time",
                "revision=1.5                    | /revision must be a whole number",
                "guests=3000000000               | /guests must be a whole number",
                "lines={}                        | /lines must be a list",
                "channel=7                       | /channel must be a text",
                "nothing=7                       | no field /nothing",
                "lines/3/quantity=7              | no field /lines/3/quantity",
                "currency                        | sets nothing",
            })
    void shouldNameTheField_whenARepairIsWrong(String setting, String message) {
        assertThatThrownBy(() -> AvroJson.read(
                        Transaction.getClassSchema(),
                        Repair.of(List.of(setting)).apply(AvroJson.write(check()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldNameTheField_whenItIsMissingOrUnknown() {
        ObjectNode json = (ObjectNode) AvroJson.write(check());
        json.remove("currency");
        assertThatThrownBy(() -> AvroJson.read(Transaction.getClassSchema(), json))
                .hasMessage("/currency must be given");

        json.put("currency", "EUR").put("curency", "EUR");
        assertThatThrownBy(() -> AvroJson.read(Transaction.getClassSchema(), json))
                .hasMessage("/curency must be left out: there is no such field");
    }

    @Test
    void shouldSetOnlyWhatIsNamed() {
        Repair repair =
                Repair.of(List.of("currency=USD", "lines/0/quantity=2", "transaction_id=4711", "channel=\"a=b\""));

        Transaction repaired =
                (Transaction) AvroJson.read(Transaction.getClassSchema(), repair.apply(AvroJson.write(check())));

        Transaction expected = check();
        TransactionLine line = TransactionLine.newBuilder(expected.getLines().get(0))
                .setQuantity(new BigDecimal("2.00000"))
                .build();
        assertThat(repaired)
                .isEqualTo(Transaction.newBuilder(expected)
                        .setCurrency("USD")
                        .setTransactionId("4711")
                        .setChannel("a=b")
                        .setLines(List.of(line))
                        .build());
    }
}
