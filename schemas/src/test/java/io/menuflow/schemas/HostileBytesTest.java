package io.menuflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** Bytes that are not what they claim to be cost their own size and a SerializationException, nothing more. */
class HostileBytesTest {

    private static final int PROTOBUF = 2;
    private static final SchemaRegistry REGISTRY = new SchemaRegistry() {
        @Override
        public int register(String subject, Schema schema) {
            return 1;
        }

        @Override
        public Schema byId(int id) {
            if (id == PROTOBUF) {
                throw new SchemaParseException("Unexpected character ('s')");
            }
            return Transaction.getClassSchema();
        }
    };

    private final AvroSerde<Transaction> serde =
            new AvroSerde<>(REGISTRY, "pos-transactions-value", Transaction.getClassSchema());

    @Test
    void shouldReadBackWhatItWrote_whenTextIsLongAndNotAscii() {
        Transaction check = check("ß".repeat(20_000));

        Transaction read = serde.read(serde.write(check));

        assertThat(read).isEqualTo(check);
        assertThat(serde.read(serde.write(check("short")))).isEqualTo(check("short"));
    }

    @Test
    void shouldThrow_whenAStringClaimsMoreThanThereIs() {
        byte[] twoGigabytes = {0, 0, 0, 0, 1, (byte) 0xF0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};

        assertThatThrownBy(() -> serde.read(twoGigabytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("a length of 2147483640 in a record of 5 bytes");
    }

    @Test
    void shouldThrowOrRead_whateverIsDamaged() {
        byte[] good = serde.write(check("damaged"));
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, good.length - random.nextInt(3));
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
            }
            try {
                assertThat(serde.read(bytes)).isNotNull();
            } catch (SerializationException e) {
                assertThat(e).hasMessageNotContaining("OutOfMemory");
            }
        }
    }

    @Test
    void shouldThrow_whenTheSchemaIsNotAvro() {
        assertThatThrownBy(() -> serde.read(new byte[] {0, 0, 0, 0, PROTOBUF, 8}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema id 2 is no Avro schema");
    }

    private static Transaction check(String text) {
        return Transaction.newBuilder()
                .setSource("till")
                .setTransactionId("c1")
                .setRevision(1)
                .setRestaurantId("trattoria")
                .setClosedAt(Instant.parse("2025-03-10T12:00:00Z"))
                .setState(TransactionState.CLOSED)
                .setOrderType(OrderType.DINE_IN)
                .setChannel(text)
                .setCurrency("EUR")
                .setLines(List.of(TransactionLine.newBuilder()
                        .setLineId("1")
                        .setItemId("soup")
                        .setItemName("Soup")
                        .setQuantity(new BigDecimal("1.00000"))
                        .setUnitListPrice(new BigDecimal("4.5000"))
                        .setKind(LineKind.SALE)
                        .build()))
                .build();
    }
}
