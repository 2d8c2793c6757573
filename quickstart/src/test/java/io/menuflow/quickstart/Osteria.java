package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Bodies.check;
import static io.menuflow.quickstart.Bodies.line;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A restaurant with a menu of twelve, nine weeks of sales that differ by weekday and hour, and one change of a price. */
final class Osteria {

    static final String ID = "osteria";

    private static final int DAYS = 63;
    private static final String[] NAMES = {
        "Soup <b>of</b> the day",
        "Wine",
        "Bread",
        "Cake",
        "Steak",
        "Water",
        "Salad",
        "Pasta",
        "Fish",
        "Coffee",
        "Cheese",
        "Ice cream"
    };
    /** Days before the last on which the price of pasta changed. */
    private static final int CHANGED = 30;

    private Osteria() {}

    static String item(int number) {
        return "item-" + number;
    }

    /** Opens it and sells, until {@code now}. */
    static void open(Api api, Instant now) {
        ObjectNode body = Bodies.restaurant("UTC").put("name", "Osteria");
        body.withArray("/dayparts")
                .addObject()
                .put("name", "lunch")
                .put("start", "00:00")
                .put("end", "16:00");
        body.withArray("/dayparts")
                .addObject()
                .put("name", "dinner")
                .put("start", "16:00")
                .put("end", "00:00");
        api.putOk("/v1/restaurants/" + ID, body);
        for (int i = 0; i < NAMES.length; i++) {
            ObjectNode listed = Bodies.item(price(i, 0), Integer.toString(1 + i * 5 % 7));
            listed.put("name", NAMES[i]).put("category", i % 2 == 0 ? "Kitchen" : "Bar");
            if (i == 7) {
                listed.remove("price");
                listed.withArray("/prices").addObject().put("amount", price(i, DAYS));
                listed.withArray("/prices")
                        .addObject()
                        .put("effective_from", day(now, CHANGED))
                        .put("amount", price(i, 0));
            }
            api.putOk(path(ID, "/menu/" + item(i)), listed);
        }
        List<ObjectNode> checks = checks(now);
        api.sell(ID, checks);
        api.awaitOrders(ID, checks.size());
    }

    private static List<ObjectNode> checks(Instant now) {
        List<ObjectNode> checks = new ArrayList<>();
        for (int day = DAYS; day >= 0; day--) {
            Instant begin = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(day));
            for (int hour = 0; hour < 24; hour += 2) {
                Instant at = begin.plus(Duration.ofMinutes(60L * hour + 5));
                if (at.isBefore(now)) {
                    checks.add(sale(day, hour, at));
                }
            }
        }
        return checks;
    }

    private static ObjectNode sale(int day, int hour, Instant at) {
        List<ObjectNode> lines = new ArrayList<>();
        for (int i = 0; i < NAMES.length; i++) {
            int units = 1 + (i * 7 + hour + day % 7) % (3 + i % 5 * 2);
            if ((i + hour / 2) % 3 != 0) {
                lines.add(line(item(i), Integer.toString(units), price(i, day)));
            }
        }
        return check("d" + day + "h" + hour, at, lines.toArray(ObjectNode[]::new))
                .put("order_type", hour % 4 == 0 ? "TAKEOUT" : "DINE_IN");
    }

    private static String price(int item, int day) {
        return Integer.toString(4 + item * 3 % 11 + (item == 7 && day > CHANGED ? 1 : 0));
    }

    private static String day(Instant now, int before) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(before).toString();
    }
}
