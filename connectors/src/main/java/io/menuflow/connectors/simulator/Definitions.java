package io.menuflow.connectors.simulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The restaurants that come with the simulator, read from YAML beside this class. */
final class Definitions {

    /** Ids of the restaurants, each in a file of that name. */
    static final List<String> IDS = List.of("trattoria-roma", "corner-cafe", "taco-stand");

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule()
                    .addDeserializer(LocalDate.class, new Text<>(LocalDate.class, LocalDate::parse))
                    .addDeserializer(LocalTime.class, new Text<>(LocalTime.class, LocalTime::parse))
                    .addDeserializer(ZoneId.class, new Text<>(ZoneId.class, ZoneId::of)))
            // A misspelt field would otherwise be a restaurant that quietly behaves differently.
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Definitions() {}

    /**
     * {@code count} restaurants, going round {@code ids} and numbering the copies from 2.
     *
     * @throws IllegalArgumentException when an id is unknown
     */
    static List<RestaurantDefinition> select(List<String> ids, int count) {
        List<RestaurantDefinition> originals =
                ids.stream().map(Definitions::read).toList();
        List<RestaurantDefinition> selected = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            RestaurantDefinition original = originals.get(i % originals.size());
            int round = i / originals.size() + 1;
            selected.add(round == 1 ? original : original.copy(round));
        }
        return List.copyOf(selected);
    }

    private static RestaurantDefinition read(String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException("no simulated restaurant is called '" + id + "'; there are " + IDS);
        }
        try (InputStream file = Definitions.class.getResourceAsStream(id + ".yaml")) {
            if (file == null) {
                throw new IllegalStateException(id + ".yaml is missing from the program");
            }
            return YAML.readValue(file, RestaurantDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + id + ".yaml", e);
        }
    }

    /** A value written as text; spares the whole date-time module for three types. */
    private static final class Text<T> extends StdScalarDeserializer<T> {

        private final transient Function<String, T> parse;

        Text(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parse.apply(parser.getText());
        }
    }
}
