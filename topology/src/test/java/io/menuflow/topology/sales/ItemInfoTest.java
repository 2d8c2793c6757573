package io.menuflow.topology.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ItemInfoTest {

    record Naming(String name, @Nullable String category, int day) {}

    @Test
    void shouldTakeTheNameOfTheLatestDay() {
        ItemInfo info = new ItemInfo("Soup", "starters", 100, 90, 95);

        assertThat(info.named("Broth", null, 101)).isEqualTo(new ItemInfo("Broth", null, 101, 90, 95));
        assertThat(info.named("Zuppa", "mains", 99)).isEqualTo(info);
        assertThat(info.named("Zuppa", "mains", 100)).isEqualTo(new ItemInfo("Zuppa", "mains", 100, 90, 95));
        assertThat(info.named("Broth", "mains", 100)).isEqualTo(info);
        assertThat(info.named("Soup", "warm", 100).category()).isEqualTo("warm");
        assertThat(info.named("Soup", null, 100).category()).isEqualTo("starters");
    }

    @Property(tries = 300)
    void shouldBeNamedTheSame_whateverTheOrder(@ForAll("namings") List<Naming> namings, @ForAll long seed) {
        List<Naming> shuffled = new ArrayList<>(namings);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(named(shuffled)).isEqualTo(named(namings));
    }

    @Provide
    Arbitrary<List<Naming>> namings() {
        return Combinators.combine(
                        Arbitraries.of("Soup", "Broth", "Zuppa"),
                        Arbitraries.of("starters", "mains").injectNull(0.3),
                        Arbitraries.integers().between(100, 102))
                .as(Naming::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static ItemInfo named(List<Naming> namings) {
        Naming first = namings.get(0);
        ItemInfo info = new ItemInfo(first.name(), first.category(), first.day(), ItemInfo.NEVER, ItemInfo.NEVER);
        for (Naming naming : namings) {
            info = info.named(naming.name(), naming.category(), naming.day());
        }
        return info;
    }

    @Test
    void shouldBeReadBackFromItsBytes() {
        List<ItemInfo> infos = List.of(
                new ItemInfo("Soup 🍲", "starters", 20_000, 19_990, 20_001),
                new ItemInfo("", null, -5, ItemInfo.NEVER, ItemInfo.NEVER),
                new ItemInfo("Soup", "", Integer.MAX_VALUE, -3, Integer.MAX_VALUE));

        assertThat(infos)
                .allSatisfy(info -> assertThat(ItemInfo.of(info.toBytes())).isEqualTo(info));
        assertThatThrownBy(() -> ItemInfo.of(new byte[] {3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an item info row of an unknown version: 3");
    }

    @Test
    void shouldStayAsItIs_whenSoldOnTheSameDays() {
        ItemInfo info = new ItemInfo("Soup", null, 100, 90, 95);

        assertThat(info.sold(90, 95)).isSameAs(info);
        assertThat(info.sold(89, 96)).isEqualTo(new ItemInfo("Soup", null, 100, 89, 96));
    }
}
