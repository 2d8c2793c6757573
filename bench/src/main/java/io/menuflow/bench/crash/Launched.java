package io.menuflow.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A process of the harness: a JVM of its own whose output goes to a file. Signals go to it by its id. */
public final class Launched implements AutoCloseable {

    /** As {@code bin/menuflow} starts it. */
    private static final List<String> JAVA = List.of(
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx768m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8");

    private static final Duration END_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final Path output;
    private final long from;
    private final Process process;
    private volatile boolean meantToEnd;

    /**
     * Starts {@code name}, which adds to the file {@code name.log} in {@code dir}.
     *
     * @param settings system properties, {@code name=value}
     */
    Launched(String name, Path dir, List<String> settings, List<String> arguments) {
        this.name = name;
        output = dir.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA);
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("MENUFLOW_"));
        try {
            from = Files.exists(output) ? Files.size(output) : 0;
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the " + name, e);
        }
    }

    /** What stands in the output of this start, by {@code pattern}; null when it is not there yet. */
    @Nullable Matcher said(Pattern pattern) {
        try {
            byte[] all = Files.readAllBytes(output);
            int start = (int) Math.min(from, all.length);
            Matcher matcher = pattern.matcher(new String(all, start, all.length - start, StandardCharsets.UTF_8));
            return matcher.find() ? matcher : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws when it has died by itself. */
    void mustLive() {
        if (!process.isAlive() && !meantToEnd) {
            throw new IllegalStateException("the " + name + " ended by itself with status " + process.exitValue()
                    + "; its output is in " + output);
        }
    }

    /** SIGKILL. */
    public void kill() {
        meantToEnd = true;
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM, and SIGKILL when it does not end. */
    void terminate() {
        meantToEnd = true;
        process.destroy();
        try {
            if (!process.waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the " + name + " did not end within " + END_WITHIN
                        + " of SIGTERM; its output is in " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    /** SIGSTOP. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " of the " + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + signal + " to the " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        meantToEnd = true;
        process.destroyForcibly();
    }
}
