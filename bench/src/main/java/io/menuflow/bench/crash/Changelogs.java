package io.menuflow.bench.crash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The last value of every key of the stores' changelogs, held byte for byte against those of a second application that
 * read the same log undisturbed. One thing may differ: a parked record begins with the wall-clock time it was parked at,
 * from which it will one day be given up.
 */
final class Changelogs {

    private static final String SUFFIX = "-changelog";
    private static final String PARKED = "-parked" + SUFFIX;

    private final LogReader log;
    private final Differences differences;

    Changelogs(LogReader log, Differences differences) {
        this.log = log;
        this.differences = differences;
    }

    /** Those of {@code application} among {@code topics}. */
    static Set<String> of(String application, Set<String> topics) {
        Set<String> changelogs = new TreeSet<>(topics);
        changelogs.removeIf(topic -> !topic.startsWith(application + "-") || !topic.endsWith(SUFFIX));
        return changelogs;
    }

    /** Compares a changelog with the one of the undisturbed application, and returns how many keys it has. */
    long compare(String changelog, String undisturbed) {
        boolean parked = changelog.endsWith(PARKED);
        Map<Bytes, byte[]> got = last(changelog);
        long keys = got.size();
        Map<Bytes, byte[]> expected = last(undisturbed);
        got.forEach((key, value) -> {
            byte[] other = expected.remove(key);
            boolean same = other != null && rest(parked, value).equals(rest(parked, other));
            if (same) {
                differences.same();
            } else {
                differences.compare(changelog + " " + shown(key), "row", hex(value), hex(other));
            }
        });
        expected.forEach((key, value) -> differences.compare(changelog + " " + shown(key), "row", null, hex(value)));
        return keys;
    }

    /** The keys of what waits in a parked store, as places. */
    Map<String, String> parked(String changelog, String topic) {
        Map<String, String> parked = new TreeMap<>();
        last(changelog).keySet().forEach(key -> {
            ByteBuffer bytes = ByteBuffer.wrap(key.get());
            int end = bytes.limit() - 2 * Long.BYTES - Short.BYTES - 1;
            String restaurant = new String(key.get(), 0, end, StandardCharsets.UTF_8);
            int partition = bytes.getShort(bytes.limit() - Long.BYTES - Short.BYTES);
            parked.put(topic + "-" + partition + "@" + bytes.getLong(bytes.limit() - Long.BYTES), restaurant);
        });
        return parked;
    }

    private Map<Bytes, byte[]> last(String topic) {
        Map<Bytes, byte[]> last = new HashMap<>();
        log.read(topic, record -> {
            Bytes key = Bytes.wrap(record.key());
            if (record.value() == null) {
                last.remove(key);
            } else {
                last.put(key, record.value());
            }
        });
        return last;
    }

    /** What is compared of a row: of a parked one what follows the time, a number of seven bits a byte. */
    private static ByteBuffer rest(boolean parked, byte[] value) {
        int from = 0;
        while (parked && value[from] < 0) {
            from++;
        }
        return ByteBuffer.wrap(value, parked ? from + 1 : 0, value.length - (parked ? from + 1 : 0));
    }

    private static @Nullable String hex(byte @Nullable [] value) {
        return value == null ? null : HexFormat.of().formatHex(value);
    }

    /** A key as far as it is text. */
    private static String shown(Bytes key) {
        StringBuilder shown = new StringBuilder();
        for (byte b : key.get()) {
            shown.append(b >= ' ' && b < 0x7F ? (char) b : '·');
        }
        return shown + " (" + hex(key.get()) + ")";
    }
}
