package io.menuflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Modifier;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroSerdeTest {

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroSerde<Transaction> serde =
            new AvroSerde<>(registry, "pos-transactions-value", Transaction.getClassSchema());

    @Test
    void shouldWriteTheConfluentWireFormat() throws IOException {
        Transaction transaction = transaction();

        byte[] bytes = serde.write(transaction);

        assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(Arrays.copyOfRange(bytes, 5, bytes.length)).isEqualTo(body(transaction.getSchema(), transaction));
    }

    @Test
    void shouldReadWhatItWrote() {
        Transaction read = serde.read(serde.write(transaction()));

        assertThat(read).isEqualTo(transaction());
        assertThat(read.getLines().get(0).getQuantity()).isEqualTo(new BigDecimal("2.50000"));
        assertThat(read.getClosedAt()).isEqualTo("2026-03-10T12:02:00.003Z");
    }

    @Test
    void shouldKeepTombstones() {
        assertThat(serde.write(null)).isNull();
        assertThat(serde.read(null)).isNull();
        assertThat(serde.serializer().serialize("topic", null)).isNull();
        assertThat(serde.deserializer().deserialize("topic", null)).isNull();
    }

    @Test
    void shouldResolveToTodaysSchema_whenWrittenByAnother() throws IOException {
        Schema old = new Schema.Parser()
                .parse(
                        """
                {"type":"record","name":"MenuItem","namespace":"io.menuflow.schemas.avro","fields":[
                  {"name":"updated_at","type":{"type":"long","logicalType":"timestamp-millis"}},
                  {"name":"colour","type":"string"},
                  {"name":"item_id","type":"string"},
                  {"name":"name","type":"string"},
                  {"name":"restaurant_id","type":"string"}]}
                """);
        GenericRecord written = new GenericData.Record(old);
        written.put("updated_at", 1_773_144_000_123L);
        written.put("colour", "red");
        written.put("item_id", "soup");
        written.put("name", "Soup of the day");
        written.put("restaurant_id", "roma");
        AvroSerde<MenuItem> items = new AvroSerde<>(registry, "menu-items-value", MenuItem.getClassSchema());

        MenuItem read = items.read(framed(registry.register("menu-items-value", old), body(old, written)));

        assertThat(read.getItemId()).isEqualTo("soup");
        assertThat(read.getName()).isEqualTo("Soup of the day");
        assertThat(read.getRestaurantId()).isEqualTo("roma");
        assertThat(read.getUpdatedAt()).isEqualTo(Instant.ofEpochMilli(1_773_144_000_123L));
        assertThat(read.getActive()).isTrue();
        assertThat(read.getPrices()).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrong_whenAValueDoesNotFitItsSchema() {
        Transaction wrong = transaction();
        wrong.put("source", null);

        assertThatThrownBy(() -> serde.write(wrong))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("not a valid Transaction");
    }

    @Test
    void shouldRefuse_whenAnAmountHasMoreDecimalsThanItsSchema() {
        Transaction wrong = Transaction.newBuilder(transaction())
                .setTip(new BigDecimal("1.23456"))
                .build();

        assertThatThrownBy(() -> serde.write(wrong)).isInstanceOf(SerializationException.class);
    }

    @Test
    void shouldRefuse_whenBytesAreMissing() {
        byte[] bytes = serde.write(transaction());

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serde.read(cut)).isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void shouldRefuse_whenBytesAreLeft() {
        byte[] bytes = serde.write(transaction());

        assertThatThrownBy(() -> serde.read(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("bytes are left after the Transaction");
    }

    @Test
    void shouldSayWhatItSaw_whenTheFrameIsWrong() {
        assertThatThrownBy(() -> serde.read(new byte[] {0, 1, 2}))
                .isInstanceOf(SerializationException.class)
                .hasMessage("not in the Confluent wire format: only 3 bytes");
        assertThatThrownBy(() -> serde.read("{\"source\":\"till\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("not in the Confluent wire format: magic byte 123");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 77})
    void shouldSaySo_whenTheRegistryDoesNotKnowTheId(int id) {
        assertThatThrownBy(() -> serde.read(framed(id, new byte[10])))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("no schema with id " + id + " in the registry");
    }

    @Test
    void shouldRefuse_whenTheWritersSchemaIsOfSomethingElse() throws IOException {
        Schema other = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Weather\",\"fields\":[{\"name\":\"rain\",\"type\":\"int\"}]}");
        GenericRecord rain = new GenericData.Record(other);
        rain.put("rain", 3);
        byte[] bytes = framed(registry.register("weather-value", other), body(other, rain));

        assertThatThrownBy(() -> serde.read(bytes)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> serde.read(bytes)).isInstanceOf(SerializationException.class);
    }

    @Test
    void shouldStayUsable_whenARecordBeforeWasBroken() {
        byte[] bytes = serde.write(transaction());

        assertThatThrownBy(() -> serde.read(Arrays.copyOf(bytes, 40))).isInstanceOf(SerializationException.class);

        assertThat(serde.read(bytes)).isEqualTo(transaction());
    }

    /** Nothing that stands in a topic may end the stream: not even lengths that ask for gigabytes. */
    @Test
    void shouldOnlyRefuse_whenBytesAreRandom() {
        byte[] sound = serde.write(transaction());
        Random random = new Random(20_260_310);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes;
            if (i % 2 == 0) {
                bytes = new byte[5 + random.nextInt(200)];
                random.nextBytes(bytes);
                System.arraycopy(sound, 0, bytes, 0, 5);
            } else {
                bytes = sound.clone();
                for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                    bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
                }
            }
            assertReadsOrRefuses(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                Integer.MAX_VALUE - 8,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE + 1L,
                Long.MAX_VALUE,
                -1,
                Long.MIN_VALUE
            })
    void shouldOnlyRefuse_whenALengthIsAbsurd(long length) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(text, null);
        encoder.writeLong(length);
        assertReadsOrRefuses(framed(idOfTransactions(), text.toByteArray()));

        ByteArrayOutputStream array = new ByteArrayOutputStream();
        encoder = EncoderFactory.get().directBinaryEncoder(array, null);
        encoder.writeString("till");
        encoder.writeString("t-1");
        encoder.writeLong(7);
        encoder.writeString("roma");
        encoder.writeIndex(0);
        encoder.writeLong(0);
        encoder.writeEnum(0);
        encoder.writeEnum(0);
        for (int nulls = 0; nulls < 4; nulls++) {
            encoder.writeIndex(0);
        }
        encoder.writeString("EUR");
        encoder.writeLong(length);
        assertReadsOrRefuses(framed(idOfTransactions(), array.toByteArray()));
    }

    private int idOfTransactions() {
        return registry.register("pos-transactions-value", Transaction.getClassSchema());
    }

    private void assertReadsOrRefuses(byte[] bytes) {
        try {
            assertThat(serde.read(bytes)).isNotNull();
        } catch (SerializationException | UnknownSchemaException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        } catch (Throwable e) {
            fail("read " + java.util.HexFormat.of().formatHex(bytes), e);
        }
    }

    private static byte[] framed(int id, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    private static byte[] body(Schema schema, Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        if (value instanceof Transaction transaction) {
            new org.apache.avro.specific.SpecificDatumWriter<Transaction>(schema).write(transaction, encoder);
        } else {
            new GenericDatumWriter<>(schema).write(value, encoder);
        }
        encoder.flush();
        return out.toByteArray();
    }

    private static Transaction transaction() {
        return Transaction.newBuilder()
                .setSource("till")
                .setTransactionId("t-1")
                .setRevision(7)
                .setRestaurantId("roma")
                .setClosedAt(Instant.parse("2026-03-10T12:02:00.003Z"))
                .setState(TransactionState.CLOSED)
                .setOrderType(OrderType.TAKEOUT)
                .setChannel("web")
                .setGuests(3)
                .setCurrency("EUR")
                .setLines(List.of(TransactionLine.newBuilder()
                        .setLineId("l-1")
                        .setItemId("soup")
                        .setItemName("Soup")
                        .setQuantity(new BigDecimal("2.50000"))
                        .setUnitListPrice(new BigDecimal("11.2500"))
                        .setModifiers(List.of(Modifier.newBuilder()
                                .setName("bread")
                                .setQuantity(new BigDecimal("1.00000"))
                                .setPrice(new BigDecimal("0.7500"))
                                .build()))
                        .setKind(LineKind.SALE)
                        .build()))
                .setTax(new BigDecimal("2.3000"))
                .build();
    }
}
