package io.menuflow.serving.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keys as JSON, one object after the other; a file has one a line. */
final class KeyJson {

    private static final String ALGORITHM = "sha256:";
    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(Line.class);

    private KeyJson() {}

    /** A key as it is written; {@code all} instead of restaurants and groups for every restaurant. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Line(
            @Nullable String id,
            @Nullable String name,
            @Nullable Role role,
            @Nullable Boolean all,
            @Nullable SortedSet<String> restaurants,
            @Nullable SortedSet<String> groups,
            @Nullable String hash,
            @Nullable Instant created,
            @Nullable Instant expires,
            @Nullable Instant revoked) {}

    /**
     * Reads keys.
     *
     * @param where for messages, which never hold what was read
     * @throws IllegalArgumentException naming the key and what is wrong with it
     */
    static List<ApiKey> read(String json, String where) {
        List<ApiKey> keys = new ArrayList<>();
        try (MappingIterator<Line> lines = READER.readValues(json)) {
            while (lines.hasNextValue()) {
                keys.add(key(lines.nextValue(), where + ", key " + (keys.size() + 1)));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(where + ", key " + (keys.size() + 1) + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    private static ApiKey key(Line line, String where) {
        if (line.id == null || line.role == null || line.hash == null || line.created == null) {
            throw new IllegalArgumentException(where + ": id, role, hash and created must be there");
        }
        if (!HASH.matcher(line.hash).matches()) {
            throw new IllegalArgumentException(
                    where + ": hash must be sha256: and 64 hexadecimal digits; make keys with menuflow keys create");
        }
        try {
            return new ApiKey(
                    line.id,
                    line.name == null ? "" : line.name,
                    line.role,
                    new Scope(Boolean.TRUE.equals(line.all), orNone(line.restaurants), orNone(line.groups)),
                    HexFormat.of().parseHex(line.hash.substring(ALGORITHM.length())),
                    line.created,
                    line.expires,
                    line.revoked);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static SortedSet<String> orNone(@Nullable SortedSet<String> names) {
        return names == null ? new TreeSet<>() : names;
    }

    /** One key, on one line. */
    static String write(ApiKey key) {
        try {
            return MAPPER.writeValueAsString(new Line(
                    key.id(),
                    key.name(),
                    key.role(),
                    key.scope().all() ? true : null,
                    key.scope().restaurants(),
                    key.scope().groups(),
                    ALGORITHM + HexFormat.of().formatHex(key.hash()),
                    key.created(),
                    key.expires(),
                    key.revoked()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
