package io.menuflow.schemas;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KafkaClusterTest {

    @Test
    void shouldSayWhatAnswered_whenThePortIsAWebServers() throws Exception {
        try (ServerSocket web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = answering(web, "HTTP/1.1 400 Bad Request\r\n\r\n");

            assertThatThrownBy(() -> KafkaCluster.admin("127.0.0.1:" + web.getLocalPort(), Duration.ZERO))
                    .isInstanceOf(KafkaException.class)
                    .hasMessage("127.0.0.1:" + web.getLocalPort() + " is no Kafka broker: it answered 'HTTP/1.1'");
            server.join();
        }
    }

    @Test
    void shouldSaySo_whenTheConnectionIsClosedAtOnce() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = answering(mute, "");

            assertThatThrownBy(() -> KafkaCluster.admin("127.0.0.1:" + mute.getLocalPort(), Duration.ZERO))
                    .hasMessageEndingWith("is no Kafka broker: it closed the connection");
            server.join();
        }
    }

    @Test
    void shouldNameEveryAddress_whenNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThatThrownBy(() -> KafkaCluster.admin("127.0.0.1:" + port + ", localhost:" + port, Duration.ZERO))
                .hasMessageStartingWith("no Kafka broker answers at 127.0.0.1:" + port + " (")
                .hasMessageContaining("localhost:" + port);
    }

    @Test
    void shouldSayWhatAnAddressLooksLike_whenItIsNone() {
        for (String wrong : new String[] {"nonsense", "", "no.such.host.invalid:9092", "localhost:ninety"}) {
            assertThatThrownBy(() -> KafkaCluster.admin(wrong, Duration.ZERO))
                    .as(wrong)
                    .isInstanceOf(KafkaException.class)
                    .hasMessageStartingWith("bootstrap-servers '" + wrong + "' must be host:port");
        }
    }

    private static Thread answering(ServerSocket server, String answer) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().readNBytes(14); // the whole question, or the close would reset the connection
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        thread.start();
        return thread;
    }
}
