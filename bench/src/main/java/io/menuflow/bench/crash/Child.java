package io.menuflow.bench.crash;

import io.menuflow.quickstart.broker.LocalBroker;
import io.menuflow.quickstart.registry.LocalRegistry;
import io.menuflow.serving.cli.Menuflow;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

/**
 * The main of every process the harness starts: {@code broker DIR PORT REGISTRY_PORT}, or the product's own command
 * line. It does not outlive the harness, however that dies.
 */
final class Child {

    private Child() {}

    public static void main(String[] args) throws Exception {
        Optional<ProcessHandle> harness = ProcessHandle.current().parent();
        if (harness.isPresent()) {
            Future<?> unused =
                    harness.get().onExit().thenRun(() -> Runtime.getRuntime().halt(1));
        }
        if (args[0].equals("broker")) {
            broker(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        } else {
            System.exit(Menuflow.commandLine().execute(args));
        }
    }

    @SuppressWarnings("try") // they are open until the process dies
    private static void broker(Path dir, int port, int registryPort) throws InterruptedException {
        try (LocalBroker broker = LocalBroker.start(new LocalBroker.Options(dir.resolve("kafka"), port));
                LocalRegistry registry =
                        LocalRegistry.start(new LocalRegistry.Options(dir.resolve("registry"), registryPort))) {
            System.out.println("broker on " + broker.bootstrapServers() + ", registry on " + registry.url());
            new CountDownLatch(1).await();
        }
    }
}
