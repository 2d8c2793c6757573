package io.menuflow.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    @Test
    void shouldReadEveryKey_whenAllAreGiven() {
        Mapping mapping = Mappings.of(
                """
                source: till-3
                restaurant: {id: soho, name: Soho}
                currency: EUR
                zone: Europe/Paris
                cut_off: 04:30
                prices_include_tax: yes
                date_formats: [dd/MM/yyyy HH:mm, epoch_seconds]
                decimal: comma
                thousands: "."
                trim: false
                format: {delimiter: tab, quote: none, charset: windows-1252, header: yes}
                merge_repeated: true
                negative_quantity: refund
                food_cost: {percent_of_price: 28.5}
                menu: no
                columns:
                  transaction_id: {columns: [date, 4], separator: "/"}
                  closed_at: date
                  item_id: 2
                  unit_price: {constant: 0}
                skip:
                  - {column: kind, equals: [0.50, NO, 7]}
                  - {column: 3, equals: x, name: tests}
                value_maps:
                  item_id: {1: one, COLA: Cola}
                """);

        assertThat(mapping.source()).isEqualTo("till-3");
        assertThat(mapping.restaurant().cutOff()).isEqualTo(LocalTime.of(4, 30));
        assertThat(mapping.restaurant().pricesIncludeTax()).isTrue();
        assertThat(mapping.times().patterns()).hasSize(2);
        assertThat(mapping.numbers()).isEqualTo(new DecimalNotation(',', '.'));
        assertThat(mapping.format().delimiter()).isEqualTo('\t');
        assertThat(mapping.format().quote()).isNull();
        assertThat(mapping.format().charset().name()).isEqualTo("windows-1252");
        assertThat(mapping.format().trim()).isFalse();
        assertThat(mapping.mergeRepeated()).isTrue();
        assertThat(mapping.negativeQuantityIsRefund()).isTrue();
        assertThat(mapping.menu()).isFalse();
        assertThat(mapping.columns())
                .containsEntry(Field.ITEM_ID, new Column.Numbered(2))
                .containsEntry(Field.UNIT_PRICE, new Column.Constant("0"))
                .containsEntry(
                        Field.TRANSACTION_ID,
                        new Column.Joined(List.of(new Column.Named("date"), new Column.Numbered(4)), "/"));
        assertThat(mapping.skip())
                .containsExactly(
                        new SkipRule("kind is 0.50 or NO or 7", new Column.Named("kind"), Set.of("0.50", "NO", "7")),
                        new SkipRule("tests", new Column.Numbered(3), Set.of("x")));
        assertThat(mapping.valueMaps()).isEqualTo(Map.of(Field.ITEM_ID, Map.of("1", "one", "COLA", "Cola")));
    }

    @Test
    void shouldPublishTheMenu_whenACostOrAPriceListIsKnown() {
        assertThat(Mappings.plain().menu()).isFalse();
        assertThat(Mappings.of("food_cost: {constant: 1}\n" + Mappings.PLAIN).menu())
                .isTrue();
        assertThat(Mappings.plainWith("  food_cost: cost\n").menu()).isTrue();
        assertThat(Mappings.of("price_list: {file: p.csv, key: a, value: b}\n" + Mappings.PLAIN)
                        .menu())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12:30", "\"12:30\"", "\"00:00\"", "00:00", "09:05", "23:59"})
    void shouldReadATimeOfDay_howeverYamlSeesIt(String text) {
        assertThat(Mappings.of("cut_off: " + text + "\n" + Mappings.PLAIN)
                        .restaurant()
                        .cutOff())
                .isEqualTo(LocalTime.parse(text.replace("\"", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colums: 1|test.yaml: colums is not a key; the keys are",
                "cut_off: \"25:00\"|test.yaml: cut_off must be a time",
                "decimal: dot|test.yaml: decimal must be point or comma, not 'dot'",
                "thousands: \".\"|test.yaml: thousands cannot be '.'",
                "trim: maybe|test.yaml: trim must be yes or no",
                "format: {delimiter: ab}|test.yaml: format.delimiter must be one character",
                "format: {quote: \",\"}|test.yaml: format.quote must differ from the delimiter",
                "format: {charset: latin9000}|test.yaml: format.charset must be a charset",
                "format: {header: true, heder: 1}|test.yaml: format.heder is not a key; the keys of format are",
                "format: 3|test.yaml: format must be keys with values, not '3'",
                "skip: [{equals: [1]}]|test.yaml: skip[0].column is missing",
                "skip: [{column: a}]|test.yaml: skip[0].equals is missing",
                "skip: {column: a}|test.yaml: skip must be a list",
                "value_maps: {itemname: {a: b}}|test.yaml: value_maps.itemname is not a key",
                "food_cost: {constant: 1, percent_of_price: 2}|test.yaml: food_cost must have one of",
                "food_cost: {constant: -1}|test.yaml: food_cost.constant must be a number that is not negative",
                "food_cost: {file: a.csv, key: b}|test.yaml: food_cost.value is missing",
                "negative_quantity: drop|test.yaml: negative_quantity must be refund or unreadable",
                "one_check_per_line: true|test.yaml: columns.transaction_id has no use with one_check_per_line",
                "date_formats: [x]|test.yaml: date_format and date_formats are the same",
                "currency: GBP|test.yaml: Duplicate field 'currency'",
            })
    void shouldNameFileKeyAndReason_whenAKeyIsWrong(String line, String message) {
        assertThatThrownBy(() -> Mappings.of(line + "\n" + Mappings.PLAIN))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "currency: GBP|currency: POUND|test.yaml: currency must be an ISO 4217 code such as GBP, not 'POUND'",
                "currency: GBP||test.yaml: currency is missing",
                "zone: Europe/London|zone: London|test.yaml: zone must be a time zone",
                "id: soho|id: so ho|test.yaml: restaurant.id must be 1 to 64 of",
                "name: Soho|name: \"\"|test.yaml: restaurant.name must be 1 to 512 bytes without control characters",
                "name: Soho|name: \"a\\u0000b\"|test.yaml: restaurant.name must be 1 to 512 bytes without control characters",
                "date_format: yyyy-MM-dd HH:mm|date_format: yyyy-bb|test.yaml: date_format has 'yyyy-bb', which is no pattern",
                "date_format: yyyy-MM-dd HH:mm||test.yaml: date_format is missing",
                "transaction_id: id|channel: id|test.yaml: columns.transaction_id is missing",
                "closed_at: time|time: time|test.yaml: columns.closed_at or else date",
                "item_name: item|category: item|test.yaml: columns.item_name or item_id must be mapped",
                "unit_price: price|discount: price|test.yaml: columns.unit_price or line_amount must be mapped",
                "unit_price: price|unit_price: 0|test.yaml: columns.unit_price must be a column's name, or its number",
                "unit_price: price|unit_price: {constants: 1}|test.yaml: columns.unit_price.constants is not a key",
                "unit_price: price|price: price|test.yaml: columns.price is not a key; the keys of columns are",
            })
    void shouldNameFileKeyAndReason_whenARequiredKeyIsWrong(String good, String bad, String message) {
        String yaml = Mappings.PLAIN.replace(good, bad == null ? "" : bad);

        assertThatThrownBy(() -> Mappings.of(yaml))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a", "just text", "a: [", "a: &x 1\nb: *y"})
    void shouldSayThatItIsNoMapping_whenTheYamlIsSomethingElse(String yaml) {
        assertThatThrownBy(() -> Mappings.of(yaml))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith("test.yaml: ");
    }

    @Test
    void shouldSayWhichFile_whenItCannotBeRead() {
        assertThatThrownBy(() -> Mapping.load(Path.of("missing.yaml")))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("the mapping missing.yaml does not exist");
    }

    @Test
    void shouldLoad_whenAMappingComesWithTheProduct() throws Exception {
        Path mappings = Path.of(System.getProperty("project.root", ".."), "connectors/mappings");

        try (var files = Files.list(mappings)) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml")).toList())
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(file ->
                            assertThat(Mapping.load(file).restaurant().id()).isNotNull());
        }
    }

    @Test
    void shouldBeAMapping_whenTheGuideShowsEveryKey() throws Exception {
        String guide =
                Files.readString(Path.of(System.getProperty("project.root", ".."), "connectors/mappings/README.md"));
        String yaml = guide.substring(guide.indexOf("```yaml") + "```yaml".length());

        Mapping mapping = Mappings.of(yaml.substring(0, yaml.indexOf("```")));

        assertThat(mapping.columns()).hasSize(8);
        for (Field field : Field.values()) {
            assertThat(guide).contains("`" + field.key() + "`");
        }
    }
}
