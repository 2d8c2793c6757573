package io.menuflow.serving.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

    @Test
    void shouldKeepTheFirst_whateverTheOrderTheyAreMetIn() {
        Selection<Integer> newest =
                new Selection<>(Comparator.<Integer>naturalOrder().reversed(), 3);

        List.of(4, 9, 1, 7, 8, 2).forEach(newest::add);

        assertThat(newest.kept()).containsExactly(9, 8, 7);
        assertThat(newest.met()).isEqualTo(6);
    }

    @Test
    void shouldOrderIdsByNumber() {
        assertThat(List.of("10-2", "2-17", "2-9").stream().map(LetterId::of).sorted())
                .extracting(LetterId::toString)
                .containsExactly("2-9", "2-17", "10-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "2-", "-1-2", "2-1x", "99999999999-1", "1-9999999999999999999"})
    void shouldRefuse_whenItIsNoId(String written) {
        assertThatThrownBy(() -> LetterId.of(written)).hasMessageContaining("partition-offset");
    }
}
