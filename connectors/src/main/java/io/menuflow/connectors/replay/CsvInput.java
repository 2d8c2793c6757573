package io.menuflow.connectors.replay;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** An open file as characters, unpacked when its first bytes say gzip, whatever its name. */
final class CsvInput implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private final Counting counting;
    private final long size;
    private final Reader reader;

    private CsvInput(Counting counting, long size, Reader reader) {
        this.counting = counting;
        this.size = size;
        this.reader = reader;
    }

    /**
     * Opens {@code file}.
     *
     * @throws ReplayException when it is missing, a directory, damaged, or not text
     */
    static CsvInput open(Path file, Charset charset) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ReplayException(file + " is a directory, not a file");
        }
        InputStream raw;
        try {
            raw = Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new ReplayException(file + " does not exist", e);
        } catch (IOException e) {
            throw new ReplayException(file + " cannot be read: " + e, e);
        }
        try {
            Counting counting = new Counting(raw);
            InputStream bytes = new BufferedInputStream(counting, BUFFER);
            if (startsWith(bytes, 0x1f, 0x8b)) {
                bytes = new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER);
            }
            Charset found = charsetOf(bytes, charset, file);
            return new CsvInput(counting, Files.size(file), new InputStreamReader(bytes, found));
        } catch (ZipException e) {
            raw.close();
            throw new ReplayException(file + " begins like a gzip file and is none: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    Reader reader() {
        return reader;
    }

    /** Bytes taken from the file so far, packed as they are on disk. */
    long bytesRead() {
        return counting.count;
    }

    /** The file's length in bytes; 0 for a pipe. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** The charset the first bytes prove, or else {@code charset}; leaves a UTF-8 mark behind. */
    private static Charset charsetOf(InputStream bytes, Charset charset, Path file) throws IOException {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        boolean utf16 = startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF);
        if (utf16 && !charset.name().startsWith("UTF-16")) {
            throw new ReplayException(file + " is UTF-16 text: set format.charset to UTF-16");
        }
        if (startsWith(bytes, 'P', 'K', 3, 4)) {
            throw new ReplayException(file + " is a ZIP archive or an Excel workbook, not CSV: export it as CSV");
        }
        return charset;
    }

    private static boolean startsWith(InputStream bytes, int... wanted) throws IOException {
        bytes.mark(wanted.length);
        byte[] found = bytes.readNBytes(wanted.length);
        bytes.reset();
        byte[] magic = new byte[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            magic[i] = (byte) wanted[i];
        }
        return Arrays.equals(magic, found);
    }

    private static final class Counting extends FilterInputStream {

        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
