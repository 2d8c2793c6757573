package io.menuflow.models.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AliasesTest {

    @Test
    void shouldReachOneStep() {
        Aliases aliases = Aliases.of(List.of(item("soup", null), item("old", "soup"), item("older", "soup")));

        assertThat(List.of("soup", "old", "older", "unlisted"))
                .extracting(aliases::target)
                .containsExactly("soup", "soup", "soup", "unlisted");
        assertThat(aliases.isAlias("old")).isTrue();
        assertThat(aliases.isAlias("soup")).isFalse();
    }

    @Test
    void shouldCountForItself_whenAnAliasGoesNowhereOrFurtherThanOneStep() {
        List<ListedItem> menu = new ArrayList<>(List.of(
                item("self", "self"),
                item("lost", "unlisted"),
                item("a", "b"),
                item("b", "c"),
                item("c", null),
                item("ring", "gnir"),
                item("gnir", "ring")));
        Collections.shuffle(menu, new Random(3));

        Aliases aliases = Aliases.of(menu);

        assertThat(List.of("self", "lost", "a", "b", "c", "ring", "gnir"))
                .extracting(aliases::target)
                .containsExactly("self", "lost", "a", "c", "c", "ring", "gnir");
    }

    @Test
    void shouldBeEmpty_whenNothingIsMerged() {
        assertThat(Aliases.of(List.of(item("soup", null), item("lost", "unlisted")))
                        .isEmpty())
                .isTrue();
    }

    private static ListedItem item(String id, @Nullable String mergedInto) {
        return new ListedItem(id, id, null, DatedAmounts.NONE, DatedAmounts.NONE, null, null, true)
                .mergedInto(mergedInto);
    }
}
