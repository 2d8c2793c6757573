package io.menuflow.quickstart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Bodies of requests, to be changed where a test needs it. */
final class Bodies {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Bodies() {}

    /** An object to be filled. */
    static ObjectNode json() {
        return JSON.objectNode();
    }

    /** A restaurant in euros that judges items from their first day. */
    static ObjectNode restaurant(String zone) {
        ObjectNode body = JSON.objectNode();
        body.put("name", "The test kitchen").put("currency", "EUR").put("zone", zone);
        body.putObject("settings").put("new_item_days", 0);
        return body;
    }

    static ObjectNode item(String price, String foodCost) {
        return JSON.objectNode().put("price", price).put("food_cost", foodCost);
    }

    static ObjectNode check(String id, Instant closedAt, ObjectNode... lines) {
        ObjectNode body = JSON.objectNode();
        body.put("source", "till").put("transaction_id", id).put("closed_at", closedAt.toString());
        ArrayNode array = body.putArray("lines");
        for (ObjectNode line : lines) {
            array.add(line);
        }
        return body;
    }

    static ObjectNode line(String item, String quantity, String price) {
        ObjectNode body = JSON.objectNode();
        return body.put("item_id", item).put("quantity", quantity).put("unit_list_price", price);
    }
}
