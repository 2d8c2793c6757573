package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.serving.Node;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with one instance id: the one that is there stays, and the other is told what to do. */
@Timeout(120)
class SameIdentityIT {

    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");

    @TempDir
    Path dir;

    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = new Cluster(dir);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldRefuseTheSecond_whenTheFirstLives() {
        Node first = cluster.start("first", "instance-id", "node-7", "threads", "2");
        Api api = Cluster.api(first);
        api.putOk("/v1/restaurants/place", Bodies.restaurant("Europe/Rome"));

        assertThatThrownBy(() -> cluster.start("second", "instance-id", "node-7"))
                .hasMessage("the instance id 'node-7' is that of the node at 127.0.0.1:" + first.port()
                        + ", which goes on; give each node its own with --instance-id");

        cluster.send(Cluster.check("place", "c1", NOON, Cluster.line("1", "soup", "1", "4.50")));
        api.awaitOrders("place", 1);
        assertThat(first.isReady()).isTrue();
        assertThat(first.failed().getCount()).isOne();
        Node other = cluster.start("second", "instance-id", "node-8");
        assertThat(other.isReady()).isTrue();
        assertThat(api.found("/health/live").path("instance_id").asText()).isEqualTo("node-7");
    }

    /** The group remembers the node for as long as a session; a restart does not wait for that. */
    @Test
    void shouldTakeItsPlaceAtOnce_whenTheFirstIsGone() {
        cluster.start("state", "instance-id", "node-7").close();
        Instant begin = Instant.now();

        Node again = cluster.start("elsewhere", "instance-id", "node-7");

        assertThat(again.isReady()).isTrue();
        assertThat(Instant.now()).isBefore(begin.plusSeconds(9)); // a session lasts ten
    }
}
