package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.serving.rest.Problem.FieldError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MenuRelationsTest {

    private static final List<MenuItem> MENU = List.of(
            item("soup", null, null),
            item("old", "soup", null),
            item("bread", null, null),
            item("large", null, "bread"));

    @Test
    void shouldAcceptAStepToAListedItem() {
        assertThat(faults(item("new", "soup", "bread"))).isEmpty();
        assertThat(faults(item("old", "bread", null)))
                .as("the same alias elsewhere")
                .isEmpty();
    }

    @Test
    void shouldRefuseAnItemItself() {
        assertThat(faults(item("soup", "soup", "soup")))
                .extracting(FieldError::field, FieldError::message)
                .containsExactly(
                        tuple("merged_into", "must be another item than this one"),
                        tuple("variant_of", "must be another item than this one"));
    }

    @Test
    void shouldRefuseWhatTheMenuDoesNotList() {
        assertThat(faults(item("new", "lemonade", null)))
                .extracting(FieldError::message)
                .containsExactly("must be a listed item; the menu does not list lemonade");
    }

    @Test
    void shouldRefuseChainsFromBothEnds() {
        assertThat(faults(item("new", "old", null)))
                .extracting(FieldError::message)
                .containsExactly("must not make a chain: old is itself merged into soup, name that one");
        assertThat(faults(item("soup", "bread", null)))
                .extracting(FieldError::message)
                .containsExactly("must not make a chain: old is already merged into this item");
        assertThat(faults(item("new", null, "large")))
                .extracting(FieldError::message)
                .containsExactly("must not make a chain: large is itself a variant of bread, name that one");
    }

    @Test
    void shouldRefuseACycle() {
        assertThat(faults(item("soup", "old", null)))
                .extracting(FieldError::message)
                .containsExactly("must not make a chain: old is itself merged into soup");
    }

    @Test
    void shouldObjectToRemovingATarget() {
        MenuRelations relations = new MenuRelations(MENU, List.of());

        assertThat(relations.objectionToRemoving("soup")).isEqualTo("old is merged into item soup: change that first");
        assertThat(relations.objectionToRemoving("bread"))
                .isEqualTo("large is a variant of item bread: change that first");
        assertThat(relations.objectionToRemoving("old")).isNull();
        assertThat(relations.objectionToRemoving("large")).isNull();
    }

    private static List<FieldError> faults(MenuItem changed) {
        return new MenuRelations(MENU, List.of(changed)).faults(changed);
    }

    private static MenuItem item(String id, @Nullable String mergedInto, @Nullable String variantOf) {
        return MenuItem.newBuilder()
                .setRestaurantId("place")
                .setItemId(id)
                .setName(id)
                .setMergedInto(mergedInto)
                .setVariantOf(variantOf)
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }
}
