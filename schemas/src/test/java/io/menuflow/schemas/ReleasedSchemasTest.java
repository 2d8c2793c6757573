package io.menuflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.MenuChange;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.ModelRecord;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's schemas against those of every release (BACKWARD_TRANSITIVE), on paper and in bytes. A release adds a folder
 * with a copy of its schemas; a folder that is there is never changed.
 */
class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path SOURCES = Path.of("src/main/avro");
    private static final int HEADER = 5;
    private static final Map<String, Schema> TODAY = Map.ofEntries(
            Map.entry("demand-forecast", DemandForecast.getClassSchema()),
            Map.entry("item-classification", ItemClassification.getClassSchema()),
            Map.entry("item-sales-day", ItemSalesDay.getClassSchema()),
            Map.entry("menu-change", MenuChange.getClassSchema()),
            Map.entry("menu-item", MenuItem.getClassSchema()),
            Map.entry("model", ModelRecord.getClassSchema()),
            Map.entry("price-recommendation", PriceRecommendation.getClassSchema()),
            Map.entry("restaurant", Restaurant.getClassSchema()),
            Map.entry("restaurant-day", RestaurantDay.getClassSchema()),
            Map.entry("training-job", TrainingJob.getClassSchema()),
            Map.entry("transaction", Transaction.getClassSchema()));

    /** A schema as a release had it. */
    record Released(String release, String name, Schema schema) {

        Schema today() {
            return TODAY.get(name);
        }

        @Override
        public String toString() {
            return release + " " + name;
        }
    }

    static List<Released> released() {
        List<Released> released = new ArrayList<>();
        for (Path release : list(RELEASED)) {
            for (Path file : list(release)) {
                released.add(new Released(release.getFileName().toString(), name(file), parsed(file)));
            }
        }
        return released;
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldReadTheDataOfEveryRelease(Released released) {
        assertThat(TODAY).as("a released schema may not go").containsKey(released.name());

        assertThat(SchemaEvolution.obstacles(released.today(), released.schema()))
                .isEmpty();
    }

    /** Every field arrives with its value: a field that was renamed would read as its default. */
    @ParameterizedTest
    @MethodSource("released")
    void shouldReadEveryField_whenAnOldProducerWroteIt(Released released) throws IOException {
        InMemoryRegistry registry = new InMemoryRegistry();
        int id = registry.register("pos-value", released.schema());
        GenericData.Record written = Sample.of(released.schema());

        SpecificRecord read = serde(registry, released).read(message(id, written));

        assertThat(Sample.plain(read, released.schema())).isEqualTo(Sample.plain(written, released.schema()));
    }

    /** The same value, passed on by today's program to a consumer that still has the released schema. */
    @ParameterizedTest
    @MethodSource("released")
    void shouldBeReadByAnOldConsumer_whenWrittenToday(Released released) throws IOException {
        InMemoryRegistry registry = new InMemoryRegistry();
        int id = registry.register("pos-value", released.schema());
        GenericData.Record written = Sample.of(released.schema());
        AvroSerde<SpecificRecord> serde = serde(registry, released);

        byte[] today = serde.write(serde.read(message(id, written)));
        GenericData.Record read = readBy(released.schema(), released.today(), today);

        assertThat(Sample.plain(read, released.schema())).isEqualTo(Sample.plain(written, released.schema()));
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldBeReadByAnOldConsumer_whenTheWriterHasANewerField(Released released) throws IOException {
        Schema newer = withField(released.today(), "{\"name\":\"added_later\",\"type\":\"string\",\"default\":\"\"}");
        GenericData.Record written = Sample.of(newer);

        GenericData.Record read = readBy(released.schema(), newer, message(1, written));

        assertThat(SchemaEvolution.obstacles(newer, released.schema())).isEmpty();
        assertThat(Sample.plain(read, released.schema())).isEqualTo(Sample.plain(written, released.schema()));
    }

    @Test
    void shouldHaveAFolder_whenTheVersionIsARelease() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.replaceAll("(?s).*<parent>.*?<version>(.*?)</version>.*?</parent>.*", "$1");
        Version newest = Version.parse(list(RELEASED).stream()
                .map(release -> release.getFileName().toString())
                .max(Comparator.comparing(Version::parse))
                .orElseThrow());

        assertThat(version).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        if (version.endsWith("-SNAPSHOT")) {
            assertThat(newest).isLessThanOrEqualTo(Version.parse(version.replace("-SNAPSHOT", "")));
        } else {
            assertThat(newest).isEqualTo(Version.parse(version));
            for (Path file : list(SOURCES)) {
                assertThat(RELEASED.resolve(version).resolve(file.getFileName()))
                        .hasSameTextualContentAs(file);
            }
        }
    }

    @Test
    void shouldHoldEverySchema() {
        assertThat(list(SOURCES))
                .extracting(ReleasedSchemasTest::name)
                .containsExactlyInAnyOrderElementsOf(TODAY.keySet());
    }

    /** The check itself, lest it approve of everything. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a field without default | "name":"item_id"   | "name":"dish_id"               | lines.dish_id
                    another type            | "name":"revision","type":"long" | "name":"revision","type":"string" | revision
                    another type below      | "name":"line_id","type":{"type":"string" | "name":"line_id","type":{"type":"int" | lines.line_id
                    another scale           | "unit_list_price","type":{"type":"bytes","logicalType":"decimal","precision":18,"scale":4 | "unit_list_price","type":{"type":"bytes","logicalType":"decimal","precision":18,"scale":2 | lines.unit_list_price
                    another scale, optional | {"name":"tip","type":["null",{"type":"bytes","logicalType":"decimal","precision":18,"scale":4 | {"name":"tip","type":["null",{"type":"bytes","logicalType":"decimal","precision":18,"scale":3 | tip
                    another unit of time    | "timestamp-millis"},"doc":"Event | "timestamp-micros"},"doc":"Event | closed_at
                    one symbol less         | "CLOSED","VOIDED"  | "CLOSED"                       | state
                    """)
    void shouldNameTheField_whenAChangeIsIncompatible(String change, String from, String to, String field) {
        Schema today = Transaction.getClassSchema();
        String changed = today.toString().replace(from, to);
        assertThat(changed).as("the schema with " + change).isNotEqualTo(today.toString());

        List<String> obstacles = SchemaEvolution.obstacles(new Schema.Parser().parse(changed), today);

        assertThat(obstacles).isNotEmpty().allSatisfy(obstacle -> assertThat(obstacle)
                .contains("at field '" + field + "'"));
    }

    /** Avro alone would read 6.50 as 0.0650. */
    @Test
    void shouldNotReadTheRecord_whenItsWriterHasAnotherScale() throws IOException {
        InMemoryRegistry registry = new InMemoryRegistry();
        Schema cents = new Schema.Parser()
                .parse(Transaction.getClassSchema().toString().replace("\"scale\":4", "\"scale\":2"));
        int id = registry.register("pos-value", cents);
        AvroSerde<Transaction> serde = new AvroSerde<>(registry, "pos-value", Transaction.getClassSchema());

        assertThatThrownBy(() -> serde.read(message(id, Sample.of(cents))))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema id " + id + " means other numbers")
                .hasMessageContaining(
                        "'lines.unit_list_price' (reader: decimal of scale 4, writer: decimal of scale 2)");
    }

    private static AvroSerde<SpecificRecord> serde(SchemaRegistry registry, Released released) {
        return new AvroSerde<>(registry, "pos-value", released.today());
    }

    /** The Confluent wire format. */
    private static byte[] message(int id, GenericData.Record value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(value.getSchema()).write(value, encoder);
        return out.toByteArray();
    }

    private static GenericData.Record readBy(Schema reader, Schema writer, byte[] message) throws IOException {
        var decoder = DecoderFactory.get().binaryDecoder(message, HEADER, message.length - HEADER, null);
        GenericData.Record read = new GenericDatumReader<GenericData.Record>(writer, reader).read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return read;
    }

    private static Schema withField(Schema schema, String field) {
        String text = schema.toString();
        int first = text.indexOf("\"fields\":[") + "\"fields\":[".length();
        return new Schema.Parser().parse(text.substring(0, first) + field + "," + text.substring(first));
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".avsc", "");
    }

    private static Schema parsed(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
