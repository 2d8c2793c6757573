package io.menuflow.serving.cli;

import io.menuflow.models.check.Ids;
import io.menuflow.serving.access.ApiKey;
import io.menuflow.serving.access.KeyFile;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Scope;
import io.menuflow.serving.access.Secret;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a key and shows it, once.",
            "",
            "  viewer   reads the restaurants of its scope",
            "  ingest   sends their transactions, and nothing else",
            "  manager  reads them and changes their menus, days and settings",
            "  admin    may everything; its scope is all",
        })
final class KeysCreateCommand implements Callable<Integer> {

    private static final int LONGEST_NAME = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    KeyFileOptions file = new KeyFileOptions();

    @Option(names = "--role", required = true, description = "One of ${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Role role;

    @Option(names = "--restaurant", paramLabel = "ID", description = "A restaurant it is for; may be repeated")
    List<String> restaurants = new ArrayList<>();

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "A group whose restaurants it is for; may be repeated")
    List<String> groups = new ArrayList<>();

    @Option(names = "--all", description = "It is for all restaurants, also those to come; an admin's always is")
    boolean all;

    @Option(names = "--id", description = "What it is called by in lists and logs [random]; " + "1 to 32 of a-z 0-9 -")
    @Nullable String id;

    @Option(names = "--name", paramLabel = "TEXT", description = "What it is for, for those who read the list")
    String name = "";

    @Option(names = "--expires", paramLabel = "DATE", description = "The day (UTC) from which it is not valid [never]")
    @Nullable String expires;

    @Override
    public Integer call() {
        Scope scope = scope();
        String called = id == null ? Secret.randomId() : id;
        if (!ApiKey.isId(called)) {
            throw new ParameterException(spec.commandLine(), "--id must be 1 to 32 of a-z 0-9 -, not '" + called + "'");
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new ParameterException(
                    spec.commandLine(), "--name must have at most " + LONGEST_NAME + " characters on one line");
        }
        Secret secret = Secret.create(called);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ApiKey key = new ApiKey(called, name, role, scope, secret.hash(), now, expiry(now), null);
        KeyFile keys = file.keys();
        keys.add(key);
        PrintWriter out = spec.commandLine().getOut();
        spec.commandLine().getErr().printf("%s, in %s. This is the only time it is shown:%n", key, keys.path());
        spec.commandLine().getErr().flush();
        out.println(secret.reveal());
        out.flush();
        return 0;
    }

    private Scope scope() {
        boolean some = !restaurants.isEmpty() || !groups.isEmpty();
        if (role == Role.ADMIN) {
            if (some) {
                throw new ParameterException(
                        spec.commandLine(), "an admin is for all restaurants; make a manager of these instead");
            }
            return Scope.ALL;
        }
        if (some == all) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say whose restaurants it is for: --restaurant and --group, or --all" + (some ? ", not both" : ""));
        }
        restaurants.stream().filter(restaurant -> !Ids.isRestaurant(restaurant)).forEach(restaurant -> {
            throw new ParameterException(
                    spec.commandLine(), "--restaurant " + Ids.RESTAURANT_RULE + ", not '" + restaurant + "'");
        });
        if (groups.stream().anyMatch(String::isBlank)) {
            throw new ParameterException(spec.commandLine(), "--group must not be blank");
        }
        return all ? Scope.ALL : Scope.of(restaurants, groups);
    }

    private @Nullable Instant expiry(Instant now) {
        if (expires == null) {
            return null;
        }
        try {
            Instant day = LocalDate.parse(expires).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (day.isAfter(now)) {
                return day;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new ParameterException(
                spec.commandLine(), "--expires must be a day to come, such as 2027-12-31, not '" + expires + "'");
    }
}
