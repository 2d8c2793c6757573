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
 * Reads Avro's binary form and believes no length that the bytes at hand could not hold. Avro's own decoder allocates
 * what a record claims before it looks for it: nine bytes that claim a string of two gigabytes would end the node, and
 * again at every start. Of one thread.
 */
final class BoundedDecoder extends Decoder {

    private @Nullable BinaryDecoder decoder;
    private byte[] scratch = new byte[256];
    private int limit;

    /** Starts on other bytes. */
    BoundedDecoder over(byte[] bytes, int from) {
        limit = bytes.length - from;
        decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, decoder);
        return this;
    }

    /** Whether every byte was read. */
    boolean isEnd() throws IOException {
        return in().isEnd();
    }

    private BinaryDecoder in() {
        if (decoder == null) {
            throw new IllegalStateException("there is nothing to decode");
        }
        return decoder;
    }

    /** A length or count, every unit of which takes a byte at least. */
    private int bounded(long claimed) {
        if (claimed < 0 || claimed > limit) {
            throw new AvroRuntimeException("a length of " + claimed + " in " + limit + " bytes");
        }
        return (int) claimed;
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
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        int length = bounded(in().readLong());
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        in().readFixed(scratch, 0, length);
        return new String(scratch, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        in().skipString();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        byte[] bytes = new byte[bounded(in().readLong())];
        in().readFixed(bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public void skipBytes() throws IOException {
        in().skipBytes();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        in().readFixed(bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        in().skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        return in().readEnum();
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
    public long skipArray() throws IOException {
        return bounded(in().skipArray());
    }

    @Override
    public long readMapStart() throws IOException {
        return bounded(in().readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return bounded(in().mapNext());
    }

    @Override
    public long skipMap() throws IOException {
        return bounded(in().skipMap());
    }

    @Override
    public int readIndex() throws IOException {
        return in().readIndex();
    }
}
