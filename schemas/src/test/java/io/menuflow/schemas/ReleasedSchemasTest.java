package io.menuflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's schemas against those of every release (BACKWARD_TRANSITIVE). A release adds a folder with a copy of its
 * schemas; a folder that is there is never changed.
 */
class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Map<String, Schema> TODAY = Map.of(
            "item-classification", ItemClassification.getClassSchema(),
            "menu-item", MenuItem.getClassSchema(),
            "restaurant", Restaurant.getClassSchema(),
            "transaction", Transaction.getClassSchema());

    static List<Path> released() {
        try (Stream<Path> files = Files.walk(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldReadTheDataOfEveryRelease(Path file) throws IOException {
        Schema writer = new Schema.Parser().parse(file.toFile());
        String name = file.getFileName().toString().replace(".avsc", "");

        assertThat(TODAY).as("a released schema may not go").containsKey(name);
        SchemaPairCompatibility compatibility =
                SchemaCompatibility.checkReaderWriterCompatibility(TODAY.get(name), writer);

        assertThat(compatibility.getResult().getIncompatibilities()).isEmpty();
        assertThat(compatibility.getType()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void shouldHoldEverySchema_whenReleased() {
        assertThat(released())
                .extracting(file -> file.getFileName().toString().replace(".avsc", ""))
                .containsAll(TODAY.keySet());
    }

    /** The check itself, lest it approve of everything. */
    @Test
    void shouldObject_whenAFieldWithoutDefaultIsAdded() {
        Schema writer = new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}");
        Schema reader = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"b\",\"type\":\"int\"}]}");

        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType())
                .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }
}
