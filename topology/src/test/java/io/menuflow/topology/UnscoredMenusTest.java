package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many menus still wait to be scored is told whenever it changes: 0 means that every answer is up to date. */
class UnscoredMenusTest {

    @TempDir
    Path dir;

    private final List<Integer> told = new ArrayList<>();

    @Test
    void shouldTellOfEveryTouchedMenuOnce_andOfNoneAfterTheScoring() {
        try (TopologyBench bench = new TopologyBench(dir, TopologySettings.of(1), new Unscored())) {
            bench.send(restaurant(PLACE, "Europe/Rome", 0));
            bench.send(restaurant("bistro", "Europe/Paris", 0));
            bench.send(check("c1", NOON, line("soup", "1", "4")).build());
            assertThat(told).containsExactly(0, 1, 2);

            bench.snapshot(PLACE);
            assertThat(told).containsExactly(0, 1, 2, 0);

            bench.send(check("c2", NOON, line("soup", "1", "4")).build());
            assertThat(told).containsExactly(0, 1, 2, 0, 1);
        }
        assertThat(told).as("nothing of a task that is gone").last().isEqualTo(0);
    }

    private final class Unscored implements StageObserver {
        @Override
        public void unscored(int partition, int menus) {
            assertThat(partition).isZero();
            told.add(menus);
        }
    }
}
