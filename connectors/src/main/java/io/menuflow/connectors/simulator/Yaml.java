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
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.function.Function;

/** Reads the YAML files beside this class. */
final class Yaml {

    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule()
                    .addDeserializer(LocalDate.class, new Text<>(LocalDate.class, LocalDate::parse))
                    .addDeserializer(LocalTime.class, new Text<>(LocalTime.class, LocalTime::parse))
                    .addDeserializer(MonthDay.class, new Text<>(MonthDay.class, text -> MonthDay.parse("--" + text)))
                    .addDeserializer(ZoneId.class, new Text<>(ZoneId.class, ZoneId::of)))
            // A misspelt field would otherwise be a restaurant that quietly behaves differently.
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Yaml() {}

    /** The file {@code name} as a {@code type}. */
    static <T> T read(String name, Class<T> type) {
        try (InputStream file = Yaml.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return MAPPER.readValue(file, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** A value written as text; spares the whole date-time module for four types. */
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
