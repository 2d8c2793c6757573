package io.menuflow.serving.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrphanedTransactionsTest {

    private static final String APP = "menu.flow";

    @Test
    void shouldFindThoseOfProcessesThatAreNoMembers_andNobodyElses() {
        List<String> open = List.of(
                id("node-1", 1),
                id("node-2", 1),
                id("node-2", 12),
                id("node-3", 2),
                APP + "-training",
                "other-" + ProcessId.of("other", "node-2") + "-1",
                "menuxflow-" + ProcessId.of(APP, "node-2") + "-1",
                id("node-2", 1) + "-x");

        assertThat(OrphanedTransactions.orphans(APP, "node-1", open, Set.of("node-1", "node-3")))
                .containsExactly(id("node-2", 1), id("node-2", 12));
    }

    @Test
    void shouldFindNone_asLongAsThisNodeIsNoMember() {
        assertThat(OrphanedTransactions.orphans(APP, "node-1", List.of(id("node-2", 1)), Set.of()))
                .isEmpty();
        assertThat(OrphanedTransactions.orphans(APP, "node-1", List.of(id("node-2", 1)), Set.of("node-3")))
                .isEmpty();
    }

    private static String id(String instance, int thread) {
        return APP + "-" + ProcessId.of(APP, instance) + "-" + thread;
    }
}
