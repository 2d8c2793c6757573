package io.menuflow.serving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What keeps a node from starting, before it asks for Kafka: nothing listens there. */
class NodeTest {

    @Test
    void shouldSayWhichHost_whenItIsUnknown() {
        assertThatThrownBy(() -> start("no-such-host.invalid", 8080))
                .hasMessage("cannot listen on no-such-host.invalid:8080: no-such-host.invalid is unknown");
    }

    @Test
    void shouldSayWhichPort_whenItIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> start("127.0.0.1", port))
                    .hasMessage("cannot listen on 127.0.0.1:" + port + ": port " + port
                            + " is in use; choose another with --http-port");
        }
    }

    @Test
    void shouldSayTheAddress_whenItIsAnothersMachine() {
        assertThatThrownBy(() -> start("192.0.2.1", 0)) // kept for documentation, nobody's
                .hasMessageStartingWith("cannot listen on 192.0.2.1:0: ");
    }

    private static void start(String host, int port) {
        Map<String, String> settings = Map.of(
                "menuflow.bootstrap-servers",
                "127.0.0.1:1",
                "menuflow.schema-registry.url",
                "http://127.0.0.1:1",
                "menuflow.http.host",
                host,
                "menuflow.http.port",
                Integer.toString(port));
        Node.start(NodeConfig.load(Optional.empty(), settings)).close();
    }
}
