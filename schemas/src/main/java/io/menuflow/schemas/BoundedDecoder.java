package io.menuflow.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary decoder over one record, which believes no length or count beyond the record's own size. Avro's own
 * allocates what a length asks for before it looks whether the bytes are there: five broken bytes can ask for 2 GB, and
 * an OutOfMemoryError ends the stream at every restart. To be used again by the same thread.
 */
final class BoundedDecoder extends Decoder {

    private @Nullable BinaryDecoder in;
    private byte[] text = new byte[256];
    private int size;

    /** Starts over with {@code length} bytes from {@code offset} on. */
    BoundedDecoder of(byte[] bytes, int offset, int length) {
        in = DecoderFactory.get().binaryDecoder(bytes, offset, length, in);
        size = length;
        return this;
    }

    /** Whether every byte was read. */
    boolean isEnd() throws IOException {
        return in().isEnd();
    }

    @Override
    public String readString() throws IOException {
        int length = readLength();
        if (length > text.length) {
            text = new byte[Math.max(length, text.length * 2)];
        }
        in().readFixed(text, 0, length);
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        byte[] bytes = new byte[readLength()];
        in().readFixed(bytes, 0, bytes.length);
        return new Utf8(bytes);
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        byte[] bytes = new byte[readLength()];
        in().readFixed(bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public long readArrayStart() throws IOException {
        return bounded(in().readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return bounded(in().arrayNext());
    }

    @Override
    public long readMapStart() throws IOException {
        return bounded(in().readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return bounded(in().mapNext());
    }

    private int readLength() throws IOException {
        return (int) bounded(in().readLong());
    }

    private long bounded(long length) {
        if (length < 0 || length > size) {
            throw new AvroRuntimeException("a length of " + length + " in a record of " + size + " bytes");
        }
        return length;
    }

    @Override
    public void readNull() throws IOException {
        in().readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in().readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in().readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in().readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in().readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in().readDouble();
    }

    @Override
    public int readEnum() throws IOException {
        return in().readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return in().readIndex();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        in().readFixed(bytes, start, length);
    }

    @Override
    public void skipString() throws IOException {
        in().skipString();
    }

    @Override
    public void skipBytes() throws IOException {
        in().skipBytes();
    }

    @Override
    public void skipFixed(int length) throws IOException {
        in().skipFixed(length);
    }

    @Override
    public long skipArray() throws IOException {
        return in().skipArray();
    }

    @Override
    public long skipMap() throws IOException {
        return in().skipMap();
    }

    private BinaryDecoder in() {
        if (in == null) {
            throw new IllegalStateException("there is no record to read");
        }
        return in;
    }
}
