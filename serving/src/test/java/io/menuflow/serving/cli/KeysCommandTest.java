package io.menuflow.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.serving.access.ApiKey;
import io.menuflow.serving.access.KeyFile;
import io.menuflow.serving.access.Keyring;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class KeysCommandTest {

    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldShowAKeyThatANodeLetsIn() {
        int status = run(
                "create",
                "--role",
                "manager",
                "--restaurant",
                "roma",
                "--group",
                "north",
                "--id",
                "office",
                "--expires",
                "2099-01-01",
                "--name",
                "the office");

        assertThat(status).isZero();
        Secret shown = Secret.of(out.toString().strip()).orElseThrow();
        assertThat(err.toString()).contains("key office (manager of group north, restaurant roma)", "only time");
        ApiKey kept = new KeyFile(file()).read().get(0);
        assertThat(kept.role()).isEqualTo(Role.MANAGER);
        assertThat(kept.expires()).isEqualTo(Instant.parse("2099-01-01T00:00:00Z"));
        assertThat(new Keyring(file(), Optional.empty(), Clock.systemUTC()).caller(shown))
                .isEqualTo(kept.caller());
    }

    @Test
    void shouldListAndRevoke_withoutShowingAnySecret() {
        run("create", "--role", "admin", "--id", "boss");
        String secret = out.toString().strip();
        run("create", "--role", "ingest", "--restaurant", "roma", "--id", "till", "--name", "counter");
        out.getBuffer().setLength(0);

        assertThat(run("revoke", "till")).isZero();
        assertThat(run("list")).isZero();

        assertThat(out.toString())
                .contains("key till is revoked")
                .containsPattern("(?m)^boss +admin +valid +\\S+ +never .* all$")
                .containsPattern("(?m)^till +ingest +revoked +\\S+ +never +counter +restaurant roma$")
                .contains("2 keys in ")
                .doesNotContain(secret.substring(8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create | Missing required option: '--role",
                "create --role boss --all | expected one of [VIEWER, INGEST, MANAGER, ADMIN]",
                "create --role viewer | say whose restaurants it is for: --restaurant and --group, or --all",
                "create --role viewer --all --group x | not both",
                "create --role admin --group x | make a manager of these instead",
                "create --role viewer --restaurant a/b | --restaurant must be 1 to 64",
                "create --role admin --id Boss | --id must be 1 to 32 of a-z 0-9 -, not 'Boss'",
                "create --role admin --expires yesterday | --expires must be a day to come",
                "create --role admin --expires 2020-01-01 | --expires must be a day to come",
                "revoke nobody | has no key nobody; menuflow keys list shows which there are",
                "revoke | Missing required parameter: 'ID'",
            })
    void shouldSayWhatIsWrong(String arguments, String said) {
        int status = run(arguments.split(" "));

        assertThat(status).isNotZero();
        assertThat(err.toString()).contains(said);
        assertThat(out.toString()).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void shouldSayWhich_whenNoCommandIsNamed() {
        CommandLine command = Menuflow.commandLine();
        command.setErr(new PrintWriter(err, true));

        assertThat(command.execute("keys")).isEqualTo(2);

        assertThat(err.toString()).contains("say which: create, list or revoke");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("keys"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--file", file().toString()));
        CommandLine command = Menuflow.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(all.toArray(String[]::new));
    }

    private Path file() {
        return dir.resolve("keys.jsonl");
    }
}
