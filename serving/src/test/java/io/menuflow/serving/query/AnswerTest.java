package io.menuflow.serving.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.Answer.Unavailable;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void shouldChangeOnlyWhatWasFound() {
        assertThat(new Found<>(20, true).map(value -> "n" + value)).isEqualTo(new Found<>("n20", true));
        assertThat(new NotFound<Integer>("item x").map(value -> "n" + value)).isEqualTo(new NotFound<>("item x"));
        assertThat(new Unavailable<Integer>("rebalancing").map(value -> "n" + value))
                .isEqualTo(new Unavailable<>("rebalancing"));
    }
}
