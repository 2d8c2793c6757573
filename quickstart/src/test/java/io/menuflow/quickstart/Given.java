package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Bodies.check;
import static io.menuflow.quickstart.Bodies.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.stream.IntStream;

/** Restaurants that tests of the page have in common. */
final class Given {

    private Given() {}

    /** A restaurant whose items were never listed, and sold once: more of the later ones. */
    static void unlisted(Api api, String id, int items, String name) {
        api.putOk("/v1/restaurants/" + id, Bodies.restaurant("UTC").put("name", "The " + id));
        for (int from = 0; from < items; from += 100) {
            ObjectNode[] lines = IntStream.range(from, Math.min(items, from + 100))
                    .mapToObj(i -> line(Osteria.item(i), Integer.toString(1 + i), Integer.toString(5 + i % 20))
                            .put("item_name", name + " " + i))
                    .toArray(ObjectNode[]::new);
            api.sell(id, check("c" + from, Instant.now().minusSeconds(60), lines));
        }
        api.found(path(id, "/items"), answer -> assertThat(answer.path("items")).hasSize(items));
    }

    /** A restaurant of four dishes, of which the first is every restaurant's; of no group when it is null. */
    static void ofFour(Api api, String id, String name, String currency, String group, int times) {
        ObjectNode body = Bodies.restaurant("UTC").put("name", name).put("currency", currency);
        api.putOk("/v1/restaurants/" + id, group == null ? body : body.put("group", group));
        ObjectNode[] lines = new ObjectNode[4];
        for (int i = 0; i < 4; i++) {
            String item = Osteria.item(i);
            ObjectNode listed = Bodies.item(Integer.toString(10 + i), "4").put("name", "Dish " + i);
            api.putOk(path(id, "/menu/" + item), i == 0 ? listed.put("shared_item_id", "soup") : listed);
            lines[i] = line(item, Integer.toString(times * (i + 1)), Integer.toString(10 + i));
        }
        api.sell(id, check("c", Instant.now().minusSeconds(60), lines));
        api.awaitOrders(id, 1);
    }
}
