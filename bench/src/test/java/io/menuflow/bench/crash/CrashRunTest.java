package io.menuflow.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CrashRunTest {

    @Test
    void shouldNameACompactedTopic_whenNothingSpeaksForIt() {
        Set<String> compacted = Set.of(
                "restaurants",
                "outlooks",
                "crash-sales-changelog",
                "undisturbed-sales-changelog",
                "crash-pairs-changelog");

        assertThat(CrashRun.withoutRecompute(compacted, Set.of("restaurants")))
                .containsExactly("crash-pairs-changelog", "outlooks");
    }
}
