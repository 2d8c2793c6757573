package io.menuflow.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.bench.crash.ChaosPlan.Blow;
import io.menuflow.bench.crash.ChaosPlan.Counts;
import io.menuflow.bench.crash.ChaosPlan.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {

    private static final Counts COUNTS = new Counts(20, 3, 4, 2, 5);

    @Test
    void shouldDrawAsManyAsAskedFor() {
        List<Blow> blows = ChaosPlan.draw(7, COUNTS, 100_000).blows();

        assertThat(blows)
                .filteredOn(blow -> blow.kind() == Kind.KILL || blow.kind() == Kind.KILL_AGAIN)
                .hasSize(20)
                .anyMatch(blow -> blow.kind() == Kind.KILL_AGAIN);
        assertThat(blows).filteredOn(blow -> blow.kind() == Kind.WIPE).hasSize(3);
        assertThat(blows).filteredOn(blow -> blow.kind() == Kind.BROKER).hasSize(4);
        assertThat(blows)
                .filteredOn(blow -> blow.kind() == Kind.PAUSE)
                .hasSize(2)
                .allMatch(pause -> pause.millis() > 10_000);
        assertThat(blows).filteredOn(blow -> blow.kind() == Kind.REBALANCE).hasSize(5);
    }

    @Test
    void shouldSpreadOverTheStream_inItsOrder() {
        List<Blow> blows = ChaosPlan.draw(7, COUNTS, 100_000).blows();

        assertThat(blows).extracting(Blow::at).isSorted().allMatch(at -> at >= 5_000 && at <= 95_000);
        assertThat(blows.get(0).at()).isLessThan(30_000);
        assertThat(blows.get(blows.size() - 1).at()).isGreaterThan(70_000);
    }

    @Test
    void shouldKillAStartingNode_onlyAfterItWasKilled() {
        List<Blow> blows = ChaosPlan.draw(11, COUNTS, 100_000).blows();

        for (int i = 0; i < blows.size(); i++) {
            if (blows.get(i).kind() == Kind.KILL_AGAIN) {
                assertThat(blows.get(i - 1).kind()).isIn(Kind.KILL, Kind.KILL_AGAIN);
                assertThat(blows.get(i - 1).at()).isEqualTo(blows.get(i).at());
            }
        }
    }

    @Test
    void shouldBeTheSame_whenTheSeedIs() {
        assertThat(ChaosPlan.draw(3, COUNTS, 50_000)).isEqualTo(ChaosPlan.draw(3, COUNTS, 50_000));
        assertThat(ChaosPlan.draw(3, COUNTS, 50_000)).isNotEqualTo(ChaosPlan.draw(4, COUNTS, 50_000));
    }
}
