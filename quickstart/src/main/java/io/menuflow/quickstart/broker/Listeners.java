package io.menuflow.quickstart.broker;

import io.menuflow.quickstart.PortInUseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's two sockets, bound before Kafka starts. Kafka needs the controller's port number in its settings before
 * it opens any socket; a port found free and closed again could be taken in between, an open one cannot.
 */
final class Listeners implements ServerSocketFactory, AutoCloseable {

    static final String CLIENT = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";
    static final String HOST = "127.0.0.1";
    static final String PORT_OPTION = "--kafka-port";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 50;

    private final Map<String, ServerSocketChannel> channels;
    private final int clientPort;
    private final int controllerPort;

    private Listeners(ServerSocketChannel client, ServerSocketChannel controller) {
        this.channels = Map.of(CLIENT, client, CONTROLLER, controller);
        this.clientPort = client.socket().getLocalPort();
        this.controllerPort = controller.socket().getLocalPort();
    }

    /**
     * Binds both sockets on the loopback address.
     *
     * @param clientPort the port that clients use, 0 for a free one
     * @throws PortInUseException when {@code clientPort} is taken
     */
    @SuppressWarnings("resource") // closed by close(), or by Kafka once it has taken them over
    static Listeners open(int clientPort) {
        ServerSocketChannel client = bind(clientPort);
        try {
            return new Listeners(client, bind(0));
        } catch (RuntimeException e) {
            closeQuietly(client, e);
            throw e;
        }
    }

    private static ServerSocketChannel bind(int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.configureBlocking(false);
                channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
                return channel;
            } catch (IOException e) {
                closeQuietly(channel, e);
                throw e;
            }
        } catch (BindException e) {
            throw new PortInUseException("broker", port, PORT_OPTION, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + HOST + ":" + port, e);
        }
    }

    private static void closeQuietly(ServerSocketChannel channel, Exception reason) {
        try {
            channel.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** {@code host:port} for clients. */
    String client() {
        return HOST + ":" + clientPort;
    }

    /** {@code host:port} of the controller. */
    String controller() {
        return HOST + ":" + controllerPort;
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferBytes) {
        ServerSocketChannel channel = channels.get(listenerName);
        if (channel == null) {
            throw new IllegalArgumentException("no listener named " + listenerName);
        }
        return channel;
    }

    @Override
    public void close() {
        for (ServerSocketChannel channel : channels.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close a listener", e);
            }
        }
    }
}
