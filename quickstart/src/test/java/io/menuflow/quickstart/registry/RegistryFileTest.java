package io.menuflow.quickstart.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFileTest {

    private final Path dir;
    private final RegistryFile file;

    RegistryFileTest(@TempDir Path dir) {
        this.dir = dir;
        this.file = new RegistryFile(dir);
    }

    @Test
    void shouldReadBackEverything_whenSavedTwice() throws IOException {
        Registry registry = new Registry(file.load(), file::save);
        registry.register("lunch", "\"string\"");
        registry.register("dinner", "\"long\"");
        registry.setLevel("brunch", CompatibilityLevel.FULL);
        registry.setLevel(CompatibilityLevel.NONE);
        registry.deleteSubject("lunch", false);

        Registry again = new Registry(file.load(), file::save);

        assertThat(again.subjects("", false)).containsExactly("dinner");
        assertThat(again.subjects("", true)).containsExactly("dinner", "lunch");
        assertThat(again.level("brunch", false)).isEqualTo(CompatibilityLevel.FULL);
        assertThat(again.level()).isEqualTo(CompatibilityLevel.NONE);
        assertThat(again.register("supper", "\"int\"")).isEqualTo(3);
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).containsExactly(dir.resolve("schemas.json"));
        }
    }

    @Test
    void shouldKeepTheOldContents_whenACrashLeftAHalfWrittenFileBeside() throws IOException {
        new Registry(file.load(), file::save).register("lunch", "\"string\"");
        Files.writeString(dir.resolve("schemas.json.new"), "{\"format\":");

        Registry again = new Registry(file.load(), file::save);

        assertThat(again.register("dinner", "\"long\"")).isEqualTo(2);
        assertThat(file.load().schemas()).containsOnlyKeys(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"format\":1,", "{\"format\":2,\"contents\":null}", "{\"format\":1,\"contents\":{}}"})
    void shouldNameTheFileAndRefuse_whenItCannotBeUnderstood(String text) throws IOException {
        Files.writeString(dir.resolve("schemas.json"), text);

        assertThatThrownBy(file::load)
                .isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessageContaining(dir.resolve("schemas.json").toString());
    }
}
