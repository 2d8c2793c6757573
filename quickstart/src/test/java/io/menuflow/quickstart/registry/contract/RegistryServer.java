package io.menuflow.quickstart.registry.contract;

import io.menuflow.quickstart.registry.LocalRegistry;
import java.net.URI;
import java.nio.file.Path;

/** A registry under the contract. */
interface RegistryServer extends AutoCloseable {

    URI url();

    @Override
    void close();

    /** The quickstart's own, over a directory. */
    static RegistryServer ours(Path directory) {
        LocalRegistry registry = LocalRegistry.start(new LocalRegistry.Options(directory, 0));
        return new RegistryServer() {
            @Override
            public URI url() {
                return registry.url();
            }

            @Override
            public void close() {
                registry.close();
            }
        };
    }
}
