package io.menuflow.connectors.replay;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A sorted run: the bytes {@code [start, end)} of a temporary file. */
record SpillRun(long start, long end) {

    Input open(FileChannel channel, int buffer) {
        return new Input(new DataInputStream(new BufferedInputStream(new Section(channel, start, end), buffer)));
    }

    /** A run being read. It owns nothing: the file is its sorter's. */
    static final class Input {

        private final DataInputStream in;

        private Input(DataInputStream in) {
            this.in = in;
        }

        /** The next value, or null at the end of the run. */
        <T> @Nullable T next(SpillCodec<T> codec) throws IOException {
            in.mark(1);
            if (in.read() < 0) {
                return null;
            }
            in.reset();
            return codec.read(in);
        }
    }

    /** Part of a file as a stream; reads by position, so that many can share a channel. */
    private static final class Section extends InputStream {

        private final FileChannel channel;
        private final long end;
        private long position;

        Section(FileChannel channel, long start, long end) {
            this.channel = channel;
            this.position = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, end - position);
            if (wanted <= 0) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
            if (read < 0) {
                throw new EOFException("a temporary file of the replay was cut short");
            }
            position += read;
            return read;
        }
    }
}
