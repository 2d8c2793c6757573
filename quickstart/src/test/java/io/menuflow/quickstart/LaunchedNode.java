package io.menuflow.quickstart;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The distribution as it is installed: a directory nobody may write to, started by a user who is not root. */
final class LaunchedNode implements AutoCloseable {

    private static final Path BUILT = Path.of(System.getProperty("project.root", ".."), "quickstart/target/menuflow");
    private static final Pattern ADDRESS = Pattern.compile("Menuflow on (http://\\S+)");
    private static final String NOBODY = "65534";

    private final Path log;
    private final Process process;

    /** Starts {@code serve}, which may write below {@code dir} and is told the rest by environment variables. */
    LaunchedNode(Path installed, Path dir, Map<String, String> environment) throws IOException {
        open(dir, "rwxr-xr-x");
        log = dir.resolve("node.log");
        Path writable = Files.createDirectory(dir.resolve("var"));
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            open(writable, "rwxrwxrwx");
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(installed.resolve("bin/menuflow").toString());
        command.addAll(List.of(
                "serve",
                "--http-port",
                "0",
                "--state-dir",
                writable.resolve("state").toString()));
        command.addAll(List.of(
                "--config", installed.resolve("conf/menuflow.properties").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MENUFLOW_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Why the distribution cannot be started here as it would be anywhere else; empty when it can. */
    static String obstacle() {
        if (!isRoot()) {
            return "";
        }
        boolean canBecomeNobody = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "setpriv")));
        return canBecomeNobody ? "" : "the test runs as root and there is no setpriv to become somebody else";
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Copies the distribution below {@code dir}, for everybody to read and nobody to write. */
    static Path install(Path dir) throws IOException {
        open(dir, "rwxr-xr-x");
        Path target = dir.resolve("menuflow");
        List<Path> sources;
        try (Stream<Path> walk = Files.walk(BUILT)) {
            sources = walk.toList();
        }
        for (Path source : sources) {
            Files.copy(source, target.resolve(BUILT.relativize(source).toString()));
        }
        for (Path source : sources) {
            boolean runs = Files.isDirectory(source) || Files.isExecutable(source);
            open(target.resolve(BUILT.relativize(source).toString()), runs ? "r-xr-xr-x" : "r--r--r--");
        }
        return target;
    }

    private static void open(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    /** Waits until it says where it listens, and is ready. */
    Api api() {
        URI address = await().atMost(Duration.ofSeconds(60)).until(this::address, uri -> uri != null);
        Api api = new Api(address);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get("/health/ready").status() == 200);
        return api;
    }

    private URI address() {
        if (!process.isAlive()) {
            throw new AssertionError("the node ended with status " + process.exitValue() + ":\n" + said());
        }
        Matcher said = ADDRESS.matcher(said());
        return said.find() ? URI.create(said.group(1)) : null;
    }

    /** Everything it wrote to the console. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The user it runs as. */
    String user() {
        return process.info().user().orElseThrow();
    }

    /** Asks it to end (SIGTERM) and returns its exit status; fails when it has not ended {@code within}. */
    int terminate(Duration within) throws InterruptedException {
        process.destroy();
        return status(within);
    }

    /** Its exit status; fails when it has not ended {@code within}. */
    int status(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the node did not end within " + within + ":\n" + said());
        }
        return process.exitValue();
    }

    /** Makes what was installed deletable again. */
    static void release(Path installed) throws IOException {
        try (Stream<Path> walk = Files.walk(installed)) {
            for (Path directory : walk.filter(Files::isDirectory).toList()) {
                open(directory, "rwxr-xr-x");
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
