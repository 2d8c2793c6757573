package io.menuflow.quickstart.registry.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import io.menuflow.quickstart.registry.contract.Pairing.Traits;
import io.menuflow.quickstart.registry.contract.RegistryContract.Row;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.slf4j.LoggerFactory;

/**
 * The contract between every client and registry we can lay hands on. {@code -Pinterop} brings the foreign ones; without
 * it, and where something they need is missing, their column says so. The table goes to
 * {@code target/registry-contract.txt}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class RegistryContractIT {

    private static final Path TABLE = Path.of("target", "registry-contract.txt");
    private static final Path FOREIGN = Path.of("target", "interop");
    private static final Path DRIVERS = Path.of("src", "test", "drivers");
    private static final Duration FOREIGN_CLIENT_FAILS_WITHIN = Duration.ofSeconds(10);

    private final ContractTable table = new ContractTable(RegistryContract.rows());
    private final List<Pairing> opened = new ArrayList<>();

    @TempDir
    static Path dir;

    private Certificate certificate;

    @BeforeAll
    void makeCertificate() throws Exception {
        certificate = Certificate.make(dir);
    }

    @AfterAll
    void printTable() throws IOException {
        opened.forEach(Pairing::close);
        Files.writeString(TABLE, table.text());
        System.out.println(table.text());
    }

    @TestFactory
    Stream<DynamicContainer> shouldKeepTheContract() {
        return Stream.of(
                column("menuflow <-> menuflow", this::ours),
                column("menuflow <-> Apicurio", this::apicurio),
                column("Confluent Java <-> menuflow", this::confluentJava),
                column("Confluent JS <-> menuflow", this::confluentJavaScript));
    }

    private DynamicContainer column(String name, Supplier<Pairing> open) {
        Column column = new Column(open);
        return DynamicContainer.dynamicContainer(
                name,
                RegistryContract.rows().stream()
                        .map(row -> DynamicTest.dynamicTest(row.name(), () -> run(name, column, row))));
    }

    private void run(String name, Column column, Row row) throws Exception {
        try {
            row.check().run(column.pairing());
            table.put(name, row, "ok");
        } catch (TestAbortedException e) {
            table.put(name, row, "skipped: " + e.getMessage().replace("Assumption failed: ", ""));
            throw e;
        } catch (Exception | AssertionError e) {
            table.put(name, row, "FAILED");
            throw e;
        }
    }

    /** A pairing that is opened by its first row, and whose absence is every row's. */
    private final class Column {

        private final Supplier<Pairing> open;
        private @Nullable Pairing pairing;
        private @Nullable TestAbortedException absent;

        Column(Supplier<Pairing> open) {
            this.open = open;
        }

        Pairing pairing() {
            if (absent != null) {
                throw absent;
            }
            if (pairing == null) {
                try {
                    pairing = open.get();
                } catch (TestAbortedException e) {
                    absent = e;
                    throw e;
                }
                opened.add(pairing);
            }
            return pairing;
        }
    }

    private Pairing ours() {
        Traits traits = new Traits(true, true, Duration.ofSeconds(8));
        return new Pairing(
                new MenuflowClient(Duration.ofSeconds(2)),
                () -> RegistryServer.ours(dir.resolve("ours")),
                traits,
                certificate);
    }

    private Pairing apicurio() {
        requireInterop();
        Path home = FOREIGN.resolve("apicurio").toAbsolutePath();
        Path java = Jdk.atLeast(21).orElseGet(() -> abort("no JDK 21 or newer found to run Apicurio"));
        Supplier<RegistryServer> start = () -> {
            try {
                return Apicurio.start(home, java, dir.resolve("apicurio.log"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        Traits traits = new Traits(false, true, Duration.ofSeconds(12));
        return new Pairing(new MenuflowClient(Duration.ofSeconds(5)), start, traits, certificate);
    }

    private Pairing confluentJava() {
        requireInterop();
        Path java = Jdk.current();
        String jars = FOREIGN.resolve("confluent-client.jar") + File.pathSeparator + jarOf(LoggerFactory.class);
        Path program = DRIVERS.resolve("ConfluentDriver.java");
        return foreign(List.of(java.toString(), "-cp", jars, program.toString()), Map.of(), "confluent-java");
    }

    private Pairing confluentJavaScript() {
        requireInterop();
        String modules = Optional.ofNullable(System.getProperty("interop.node-modules"))
                .filter(path -> !path.isBlank())
                .orElseGet(() -> abort("no -Dinterop.node-modules with @confluentinc/schemaregistry"));
        Path program = DRIVERS.resolve("confluent.cjs");
        return foreign(List.of("node", program.toString()), Map.of("NODE_PATH", modules), "confluent-js");
    }

    private Pairing foreign(List<String> command, Map<String, String> environment, String name) {
        Traits traits = new Traits(true, false, FOREIGN_CLIENT_FAILS_WITHIN);
        return new Pairing(
                DriverClient.start(command, environment),
                () -> RegistryServer.ours(dir.resolve(name)),
                traits,
                certificate);
    }

    private static Path jarOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static void requireInterop() {
        if (!Boolean.getBoolean("interop")) {
            abort("only with -Pinterop");
        }
    }
}
