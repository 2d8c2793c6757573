package io.menuflow.bench.crash.recompute;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/** Records in the Confluent wire format, read by Avro's own reader: a zero, four bytes of schema id, the value. */
final class Wire {

    /** Why bytes mean nothing, by the reason their dead letter gives. */
    static final class NotReadable extends Exception {
        private static final long serialVersionUID = 1L;

        NotReadable(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private static final int HEADER = 5;

    private final Map<Integer, Schema> schemas;
    private final Map<String, SpecificDatumReader<?>> readers = new HashMap<>();

    /** @param schemas what is registered, by id */
    Wire(Map<Integer, Schema> schemas) {
        this.schemas = schemas;
    }

    /** The value of type {@code type} in {@code bytes}. */
    <T> T read(byte[] bytes, Class<T> type) throws NotReadable {
        if (bytes.length < HEADER || bytes[0] != 0) {
            throw new NotReadable("UNREADABLE");
        }
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        Schema writer = schemas.get(id);
        if (writer == null) {
            throw new NotReadable("UNKNOWN_SCHEMA");
        }
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
            T value = type.cast(reader(id, writer, type).read(null, decoder));
            if (!decoder.isEnd()) {
                throw new NotReadable("UNREADABLE");
            }
            return value;
        } catch (IOException | RuntimeException e) {
            throw new NotReadable("UNREADABLE");
        }
    }

    private SpecificDatumReader<?> reader(int id, Schema writer, Class<?> type) {
        return readers.computeIfAbsent(id + type.getName(), key -> {
            Schema schema = SpecificData.get().getSchema(type);
            return new SpecificDatumReader<>(writer, schema, SpecificData.getForSchema(schema));
        });
    }
}
