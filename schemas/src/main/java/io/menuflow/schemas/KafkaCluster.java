package io.menuflow.schemas;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * The first contact with a cluster. Kafka's own clients wait without a word for a broker that is not there, and take what
 * is no broker at its word: the answer of a web server is a message of a gigabyte to them.
 */
public final class KafkaCluster {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECT_MS = 3_000;
    private static final int CORRELATION = 4711;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final long TRY_AGAIN_MS = 500;

    private KafkaCluster() {}

    /** {@link #admin(String, Duration)} with a minute's patience. */
    public static Admin admin(String bootstrapServers) {
        return admin(bootstrapServers, PATIENCE);
    }

    /**
     * An admin client, once one of {@code bootstrapServers} has answered as a broker does.
     *
     * @param patience how long unreachable brokers are tried again
     * @throws KafkaException naming the address and what is wrong with it
     */
    public static Admin admin(String bootstrapServers, Duration patience) {
        List<InetSocketAddress> addresses = addresses(bootstrapServers);
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            List<String> silent = new ArrayList<>();
            for (InetSocketAddress address : addresses) {
                try {
                    greet(address);
                    return Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
                } catch (IOException e) {
                    silent.add(address.getHostString() + ":" + address.getPort() + " (" + e.getMessage() + ")");
                }
            }
            if (System.nanoTime() > until) {
                throw new KafkaException("no Kafka broker answers at " + String.join(", ", silent) + ", tried for "
                        + patience.toSeconds() + " s");
            }
            pause();
        }
    }

    private static List<InetSocketAddress> addresses(String bootstrapServers) {
        try {
            return ClientUtils.parseAndValidateAddresses(
                    List.of(bootstrapServers.split("\\s*,\\s*", -1)), ClientDnsLookup.USE_ALL_DNS_IPS);
        } catch (ConfigException e) {
            throw new KafkaException(
                    "bootstrap-servers '" + bootstrapServers
                            + "' must be host:port, or several with commas, that can be" + " resolved",
                    e);
        }
    }

    /** Asks for the versions a broker speaks, in the oldest form, and looks only at whether the answer is one. */
    private static void greet(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MS);
            socket.setSoTimeout(CONNECT_MS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(10); // bytes that follow
            out.writeShort(ApiKeys.API_VERSIONS.id);
            out.writeShort(0);
            out.writeInt(CORRELATION);
            out.writeShort(-1); // no client id
            out.flush();
            byte[] answer = new DataInputStream(socket.getInputStream()).readNBytes(8);
            ByteBuffer header = ByteBuffer.wrap(answer);
            boolean broker = answer.length == 8 && isSize(header.getInt()) && header.getInt() == CORRELATION;
            if (!broker) {
                throw new KafkaException(address.getHostString() + ":" + address.getPort() + " is no Kafka broker: it "
                        + (answer.length == 0 ? "closed the connection" : "answered '" + printable(answer) + "'"));
            }
        }
    }

    private static boolean isSize(int bytes) {
        return 0 < bytes && bytes <= LARGEST_ANSWER;
    }

    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII).replaceAll("[^ -~]", "?");
    }

    private static void pause() {
        try {
            Thread.sleep(TRY_AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for Kafka", e);
        }
    }
}
