package io.menuflow.serving.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.serving.query.Copies.Copy;
import org.junit.jupiter.api.Test;

class CopiesTest {

    @Test
    void shouldAnswer_whenItIsNotFurtherBehindThanTolerated() {
        assertThat(Copies.refusal(7, new Copy(500, true, false, 0), 500)).isNull();
    }

    @Test
    void shouldSayHowFarItIsBehind() {
        assertThat(Copies.refusal(7, new Copy(501, true, false, 0), 500))
                .isEqualTo("the copy of partition 7 on this standby is 501 records behind, and answers up to 500");
    }

    @Test
    void shouldNotAnswer_whenItWasNeverFull() {
        assertThat(Copies.refusal(7, new Copy(3, false, false, 0), 500))
                .isEqualTo("the copy of partition 7 on this standby is being filled, 3 records are left");
    }

    @Test
    void shouldNotAnswer_whenItWasNotLookedAtYet() {
        assertThat(Copies.refusal(7, null, 500))
                .isEqualTo("the copy of partition 7 on this standby was assigned just now");
    }
}
