package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.serving.rest.AskedItems.MissingView;
import io.menuflow.topology.sales.KnownItem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AskedItemsTest {

    private static final Map<String, KnownItem> KNOWN = Map.of(
            "soup", listed("soup", null),
            "bread", listed("bread", null),
            "soup-2024", listed("soup-2024", "soup"),
            "lost", listed("lost", "nowhere"));

    @Test
    void shouldSayOfEachWhyNothingIsSaid_andWhatAnAliasCountsFor() {
        AskedItems asked = asked("bread", "lost", "nope", "soup", "soup-2024");

        List<MissingView> missing = asked.missing(Set.of("bread", "tea"), KNOWN, "it was not sold");

        assertThat(missing)
                .containsExactly(
                        new MissingView("lost", "it was not sold", null),
                        new MissingView(
                                "nope", "it is not known: neither on the menu, nor sold in the history kept", null),
                        new MissingView("soup", "it was not sold", null),
                        new MissingView("soup-2024", "it is merged into soup: ask for that", "soup"));
    }

    @Test
    void shouldSayNothingOfKnownItems_whenANoteSaysItOfAll() {
        List<MissingView> missing = asked("bread", "soup-2024").missing(Set.of(), KNOWN, null);

        assertThat(missing).extracting(MissingView::itemId).containsExactly("soup-2024");
    }

    @Test
    void shouldMissNothing_whenAllAreAskedFor() {
        assertThat(AskedItems.ALL.missing(Set.of(), KNOWN, "it was not sold")).isEmpty();
    }

    private static AskedItems asked(String... ids) {
        return new AskedItems(new TreeSet<>(List.of(ids)), null);
    }

    private static KnownItem listed(String id, @Nullable String mergedInto) {
        return new KnownItem(
                id,
                null,
                new ListedItem(
                        id, id, null, DatedAmounts.NONE, DatedAmounts.NONE, null, null, true, List.of(), mergedInto));
    }
}
