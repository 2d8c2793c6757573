package io.menuflow.quickstart.registry.contract;

import io.menuflow.quickstart.registry.contract.RegistryClient.Connection;
import java.time.Duration;
import java.util.function.Supplier;

/** A client and a registry that should understand each other. */
final class Pairing implements AutoCloseable {

    private final RegistryClient client;
    private final Supplier<RegistryServer> start;
    private final Traits traits;
    private final Certificate certificate;
    private RegistryServer server;

    /**
     * What holds for one pairing only.
     *
     * @param keeps whether the registry started again has what it had
     * @param boundsHanging whether the client ends a call to a registry that never answers
     * @param failsWithin how long a call may take when nobody listens
     */
    record Traits(boolean keeps, boolean boundsHanging, Duration failsWithin) {}

    Pairing(RegistryClient client, Supplier<RegistryServer> start, Traits traits, Certificate certificate) {
        this.client = client;
        this.start = start;
        this.traits = traits;
        this.certificate = certificate;
        this.server = start.get();
    }

    /** The client, connected with an empty cache. */
    RegistryClient client() {
        return client(Connection.to(server.url().toString()));
    }

    RegistryClient client(Connection to) {
        client.connect(to);
        return client;
    }

    RegistryServer server() {
        return server;
    }

    Certificate certificate() {
        return certificate;
    }

    Traits traits() {
        return traits;
    }

    void restart() {
        server.close();
        server = start.get();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
