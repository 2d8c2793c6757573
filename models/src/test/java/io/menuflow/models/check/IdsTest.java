package io.menuflow.models.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "trattoria-roma",
                "A.b_C-9",
                "...",
                ".a",
                "0000000000000000000000000000000000000000000000000000000000000064"
            })
    void shouldBeARestaurant_whenPlain(String id) {
        assertThat(Ids.isRestaurant(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a b",
                "a:b",
                "a/b",
                "a\n",
                "caffè",
                "00000000000000000000000000000000000000000000000000000000000000065"
            })
    void shouldBeNoRestaurant_whenAnythingElse(String id) {
        assertThat(Ids.isRestaurant(id)).isFalse();
    }

    @Test
    void shouldCountBytes_whenTextIsNotAscii() {
        assertThat(Ids.isId("é".repeat(64))).isTrue();
        assertThat(Ids.isId("é".repeat(64) + "e")).isFalse();
        assertThat(Ids.isId("x".repeat(128))).isTrue();
        assertThat(Ids.isId("x".repeat(129))).isFalse();
        assertThat(Ids.isText("🍲", 4)).isTrue();
        assertThat(Ids.isText("🍲", 3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\tb", "a\u001fb", "a\u007fb", "\ud83c", "a\udf72b"})
    void shouldRefuse_whenACharacterIsControlOrHalfAPair(String text) {
        assertThat(Ids.isText(text, 100)).isFalse();
        assertThat(Ids.isId(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " \u3000", ".", "..", "a\n"})
    void shouldNotBeListable_whenNoPathCouldNameIt(String id) {
        assertThat(Ids.isListable(id)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", "fish & chips/half", "茶"})
    void shouldBeListable_whenAPathCanNameIt(String id) {
        assertThat(Ids.isListable(id)).isTrue();
    }

    @Test
    void shouldTellEmptyTextFromAnEmptyId() {
        assertThat(Ids.isText("", 10)).isTrue();
        assertThat(Ids.isId("")).isFalse();
        assertThat(Ids.isId(" ")).isTrue();
    }
}
