package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedTest {

    @Test
    void shouldOpenWhatItSealed() {
        String sealed = Sealed.of("/v1/restaurants", "trattoria", "", "Crème brûlée");

        assertThat(sealed).matches("[A-Za-z0-9_-]+");
        assertThat(Sealed.open(sealed)).containsExactly("/v1/restaurants", "trattoria", "", "Crème brûlée");
    }

    @Test
    void shouldRefuse_whenACharacterIsAnother() {
        String sealed = Sealed.of("/v1/restaurants", "trattoria");
        Random random = new Random(1);

        for (int i = 0; i < 1_000; i++) {
            int at = random.nextInt(sealed.length() - 1); // the last one has bits that are not used
            char other = "ABCDEFabcdef0123456789_-".charAt(random.nextInt(24));
            String wrong = sealed.substring(0, at) + other + sealed.substring(at + 1);
            if (!wrong.equals(sealed)) {
                assertThat(Sealed.open(wrong)).as(wrong).isNull();
            }
        }
    }

    @Test
    void shouldRefuseWhateverElseItIsGiven() {
        Random random = new Random(2);

        for (int i = 0; i < 1_000; i++) {
            String text = random.ints(random.nextInt(40), 0, 0x2FF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(Sealed.open(text)).as(text).isNull();
        }
        assertThat(Sealed.open("A".repeat(100_000))).isNull();
    }
}
