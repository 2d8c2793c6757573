package io.menuflow.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro values in the Confluent wire format: a zero byte, the writer schema's id as four big-endian bytes, the Avro body.
 * A value written by an older or newer schema is resolved to this one's. Thread-safe.
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

    private static final byte MAGIC = 0;
    private static final int HEADER = 5;
    private static final ThreadLocal<BoundedDecoder> DECODERS = ThreadLocal.withInitial(BoundedDecoder::new);

    private final SchemaRegistry registry;
    private final String subject;
    private final Schema schema;
    private final SpecificData model;
    private final ConcurrentHashMap<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();

    /** A serde of {@code schema}'s generated class, registered under {@code subject}. */
    public AvroSerde(SchemaRegistry registry, String subject, Schema schema) {
        this.registry = registry;
        this.subject = subject;
        this.schema = schema;
        this.model = SpecificData.getForSchema(schema);
    }

    /**
     * The bytes of {@code value}; null stays null, Kafka's tombstone.
     *
     * @throws SerializationException when the value does not fit its schema
     */
    public byte @Nullable [] write(@Nullable T value) {
        if (value == null) {
            return null;
        }
        int id = registry.register(subject, schema);
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.write(MAGIC);
        out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<T>(schema, model).write(value, encoder);
            encoder.flush();
        } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new SerializationException("not a valid " + schema.getName() + ": " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    /**
     * The value in {@code bytes}; null stays null.
     *
     * @throws SerializationException when the bytes are not this format
     * @throws UnknownSchemaException when the registry does not know the id in them
     * @throws SchemaRegistryException when the registry stays unreachable
     */
    public @Nullable T read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEADER || bytes[0] != MAGIC) {
            throw new SerializationException("not in the Confluent wire format: "
                    + (bytes.length < HEADER ? "only " + bytes.length + " bytes" : "magic byte " + bytes[0]));
        }
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        SpecificDatumReader<T> reader = reader(id);
        BoundedDecoder decoder = DECODERS.get().of(bytes, HEADER, bytes.length - HEADER);
        try {
            T value = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException("bytes are left after the " + schema.getName());
            }
            return value;
        } catch (IOException | RuntimeException e) {
            if (e instanceof SerializationException known) {
                throw known;
            }
            throw new SerializationException("not a readable " + schema.getName() + ": " + e, e);
        }
    }

    private SpecificDatumReader<T> reader(int id) {
        SpecificDatumReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        try {
            Schema writer = registry.byId(id);
            List<String> misreadings = SchemaEvolution.misreadings(schema, writer);
            if (!misreadings.isEmpty()) {
                throw new SerializationException("schema id " + id + " means other numbers: " + misreadings);
            }
            SpecificDatumReader<T> reader = new SpecificDatumReader<>(writer, schema, model);
            readers.put(id, reader);
            return reader;
        } catch (SchemaRegistryException | SerializationException e) {
            throw e;
        } catch (RuntimeException e) {
            // Another format's schema, or one that refers to others: the record's fault, not the registry's.
            throw new SerializationException("schema id " + id + " is no Avro schema of its own: " + e, e);
        }
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> write(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> read(bytes);
    }
}
