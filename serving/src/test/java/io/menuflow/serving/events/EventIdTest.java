package io.menuflow.serving.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    @Test
    void shouldBeReadAsItIsWritten() {
        EventId id = new EventId(3, new long[] {1_042, 77});

        assertThat(id).hasToString("3-1042-77");
        assertThat(EventId.parse("3-1042-77", 2)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "3-",
                "3-1042",
                "3-1042-77-9",
                "3-1042--77",
                "-3-1042-77",
                "3-1042-x",
                "3-1042-77 ",
                "3-1042-99999999999999999999",
                "9999999999-1-1"
            })
    void shouldBeNone_whenItIsWrittenOtherwise(String text) {
        assertThat(EventId.parse(text, 2)).isEmpty();
    }

    @Test
    void shouldCoverWhatComesBefore() {
        EventId id = new EventId(3, new long[] {1_042, 77});

        assertThat(id.covers(0, 1_041)).isTrue();
        assertThat(id.covers(0, 1_042)).isFalse();
        assertThat(id.after(1, 80)).hasToString("3-1042-81");
        assertThat(id.heldAt(0, 1_000)).hasToString("3-1000-77");
        assertThat(id.heldAt(0, 2_000)).hasToString("3-1042-77");
    }
}
