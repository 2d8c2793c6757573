package io.menuflow.serving.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String HASH = "sha256:" + "0a".repeat(32);

    @TempDir
    Path dir;

    private final Secret secret = Secret.create("till-7");

    @Test
    void shouldReadWhatItWrote() {
        KeyFile file = file();
        ApiKey till = KeysTest.key(secret, NOW, NOW.plusSeconds(1));
        ApiKey admin = new ApiKey(
                "boss", "", Role.ADMIN, Scope.ALL, Secret.create("boss").hash(), NOW, null, null);

        file.add(till);
        file.add(admin);

        assertThat(file.read()).usingRecursiveFieldByFieldElementComparator().containsExactly(till, admin);
    }

    @Test
    void shouldHoldNoSecretAndBeItsOwnersAlone() throws IOException {
        file().add(KeysTest.key(secret, null, null));

        assertThat(Files.readString(file().path()))
                .contains("\"id\":\"till-7\"", "\"role\":\"INGEST\"", "\"restaurants\":[\"roma\"]", "sha256:")
                .doesNotContain(secret.reveal().substring(10));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldKeepThePermissionsSomebodyGaveIt() throws IOException {
        file().add(KeysTest.key(secret, null, null));
        Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-r-----"));

        file().revoke("till-7", NOW);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void shouldRevokeOnce() {
        file().add(KeysTest.key(secret, null, null));

        file().revoke("till-7", NOW);

        assertThat(file().read()).singleElement().extracting(ApiKey::revoked).isEqualTo(NOW);
        assertThatThrownBy(() -> file().revoke("till-7", NOW)).hasMessage("key till-7 was revoked at " + NOW);
        assertThatThrownBy(() -> file().revoke("till-8", NOW)).hasMessageContaining("has no key till-8");
        assertThatThrownBy(() -> file().add(KeysTest.key(Secret.create("till-7"), null, null)))
                .hasMessageContaining("has a key of the id till-7 already");
    }

    @Test
    void shouldLoseNone_whenManyAreMadeAtOnce() {
        List<CompletableFuture<Void>> all = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> file().add(KeysTest.key(Secret.create("till-" + i), null, null))))
                .toList();

        all.forEach(CompletableFuture::join);

        assertThat(file().read()).hasSize(16);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'a','role':'boss','all':true,'hash':'H','created':'T'} | key 1: Cannot deserialize",
                "{'id':'a','role':'viewer','hash':'H','created':'T'} | key 1: a scope names a restaurant or a group",
                "{'id':'a','role':'admin','groups':['x'],'hash':'H','created':'T'} | key 1: an admin's scope is all",
                "{'id':'a','role':'viewer','all':true,'hash':'mf_a_secret','created':'T'} | key 1: hash must be sha256:",
                "{'id':'A','role':'viewer','all':true,'hash':'H','created':'T'} | key 1: the id of a key must be",
                "{'id':'a','role':'viewer','all':true,'hash':'H'} | key 1: id, role, hash and created must be there",
                "{'id':'a','role':'viewer','all':true,'hash':'H','created':'T','exipres':'T'} | Unrecognized field",
                "{'id':'a','role':'viewer','all':true,'hash':'H','created':'T'} {'id': | key 2: Unexpected end",
                "not keys | key 1: Unrecognized token",
            })
    void shouldNameTheKey_whenAFileIsWrong(String text, String said) throws IOException {
        Files.writeString(
                file().path(),
                text.replace('\'', '"')
                        .replace("\"H\"", '"' + HASH + '"')
                        .replace("\"T\"", '"' + NOW.toString() + '"'));

        assertThatThrownBy(() -> file().read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys.jsonl")
                .hasMessageContaining(said)
                .hasMessageNotContaining("mf_a_secret");
    }

    @Test
    void shouldFollowTheFile_whileANodeRuns() throws IOException {
        Keyring keyring = new Keyring(file().path(), Optional.empty(), Clock.systemUTC());
        assertThat(keyring.isEmpty()).isTrue();
        assertThatThrownBy(() -> keyring.caller(secret)).hasMessage("the key is not known here");

        file().add(KeysTest.key(secret, null, null));
        eventually(() -> assertThat(keyring.caller(secret).key()).isEqualTo("till-7"));
        file().revoke("till-7", NOW);
        eventually(() -> assertThatThrownBy(() -> keyring.caller(secret)).hasMessage("key till-7 was revoked"));
        Secret other = Secret.create("till-8");
        file().add(KeysTest.key(other, null, null));
        eventually(() -> assertThat(keyring.caller(other).key()).isEqualTo("till-8"));
        Files.delete(file().path());
        eventually(() -> assertThatThrownBy(() -> keyring.caller(other)).hasMessage("the key is not known here"));
    }

    @Test
    void shouldKeepTheKeysThatWere_whenTheFileIsNotUnderstood() throws IOException {
        file().add(KeysTest.key(secret, null, null));
        Keyring keyring = new Keyring(file().path(), Optional.empty(), Clock.systemUTC());
        String good = Files.readString(file().path());

        Files.writeString(file().path(), "{oops");
        await().during(Duration.ofMillis(1_500))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(keyring.caller(secret).key()).isEqualTo("till-7"));
        Files.writeString(file().path(), good.replace("till-7", "till-9"));

        eventually(() -> assertThatThrownBy(() -> keyring.caller(secret)).hasMessage("the key is not known here"));
    }

    @Test
    void shouldAddTheKeysOfTheSettings() {
        Secret more = Secret.create("more");
        file().add(KeysTest.key(secret, null, null));

        Keyring keyring = new Keyring(
                file().path(), Optional.of(KeysTest.key(more, null, null).json()), Clock.systemUTC());

        assertThat(keyring.size()).isEqualTo(2);
        assertThat(keyring.caller(more).key()).isEqualTo("more");
        assertThat(keyring.caller(secret).key()).isEqualTo("till-7");
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable expectation) {
        await().ignoreExceptions().atMost(Duration.ofSeconds(10)).untilAsserted(expectation);
    }

    private KeyFile file() {
        return new KeyFile(dir.resolve("keys.jsonl"));
    }
}
