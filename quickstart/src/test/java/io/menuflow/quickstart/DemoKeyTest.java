package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.serving.access.KeyFile;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoKeyTest {

    @TempDir
    Path data;

    @Test
    void shouldBeTheSame_atTheNextStart() throws IOException {
        DemoKey first = DemoKey.of(data);
        DemoKey second = DemoKey.of(data);

        assertThat(second.secret().reveal()).isEqualTo(first.secret().reveal());
        assertThat(first.shown()).contains(data.resolve("demo-key"));
        assertThat(Files.readString(data.resolve("demo-key")).strip())
                .isEqualTo(first.secret().reveal());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("demo-key"))))
                .isEqualTo("rw-------");
        assertThat(new KeyFile(DemoKey.file(data)).read()).singleElement().satisfies(key -> {
            assertThat(key.role()).isEqualTo(Role.ADMIN);
            assertThat(key.hash()).isEqualTo(first.secret().hash());
        });
    }

    @Test
    void shouldBeAnother_onceItIsRevokedOrLost() throws IOException {
        DemoKey first = DemoKey.of(data);
        new KeyFile(DemoKey.file(data)).revoke(first.secret().id(), Instant.now());

        DemoKey second = DemoKey.of(data);
        Files.writeString(data.resolve("demo-key"), "mf_broken");
        DemoKey third = DemoKey.of(data);

        assertThat(second.secret().reveal()).isNotEqualTo(first.secret().reveal());
        assertThat(third.secret().reveal()).isNotEqualTo(second.secret().reveal());
        assertThat(DemoKey.of(data).secret().reveal()).isEqualTo(third.secret().reveal());
    }

    @Test
    void shouldBeKeptNowhere_whenSomebodyBroughtIt() {
        DemoKey brought = DemoKey.brought(Secret.create("mine"));

        assertThat(brought.shown()).isEmpty();
        assertThat(brought.settings().get("menuflow.api-keys")).contains("\"id\":\"mine\"", "sha256:");
        assertThat(data).isEmptyDirectory();
    }
}
