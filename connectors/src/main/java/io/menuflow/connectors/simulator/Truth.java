package io.menuflow.connectors.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.menuflow.connectors.simulator.demand.Conditions;
import io.menuflow.connectors.simulator.demand.Market;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is true of one restaurant over some days, written as JSON; every field is explained in docs/simulator.md. */
final class Truth {

    /** Decimals of numbers: enough to compare with, and written the same by every Java. */
    private static final int DECIMALS = 9;

    private static final double UNITS = 1e9;
    /** Cross elasticities nearer to zero are left out. */
    private static final double NOTICEABLE = 0.0005;
    /** Relative price step of the numerical derivative. */
    private static final double STEP = 1e-4;

    private final SimulatedRestaurant restaurant;
    private final LocalDate from;
    private final List<LocalDate> days;
    private final FinalSums sums;
    private final Map<Delivery.Kind, Long> deliveries = new EnumMap<>(Delivery.Kind.class);

    /** Of {@code days} business days from {@code from} on. */
    Truth(SimulatedRestaurant restaurant, LocalDate from, int days) {
        this.restaurant = restaurant;
        this.from = from;
        this.days = Stream.iterate(from, day -> day.plusDays(1)).limit(days).toList();
        sums = new FinalSums(from, days, restaurant.definition().pricesIncludeTax());
    }

    /** Takes note of a delivery. */
    void add(Delivery delivery) {
        sums.add(delivery);
        deliveries.merge(delivery.kind(), 1L, Long::sum);
    }

    /** Writes all of it; {@code out} stays open. */
    void write(OutputStream out) throws IOException {
        List<Board> boards = days.stream().map(day -> restaurant.board(day)).toList();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            restaurant(json);
            days(json, boards);
            hours(json);
            items(json, boards);
            pairs(json, boards);
            json.writeObjectFieldStart("deliveries");
            for (Map.Entry<Delivery.Kind, Long> kind : deliveries.entrySet()) {
                json.writeNumberField(kind.getKey().name().toLowerCase(Locale.ROOT), kind.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void restaurant(JsonGenerator json) throws IOException {
        World world = restaurant.world();
        json.writeStringField("restaurant_id", restaurant.definition().id());
        json.writeStringField("family", world.family().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("seed", world.seed());
        json.writeStringField("from", from.toString());
        json.writeStringField("until", days.get(days.size() - 1).toString());
        json.writeStringField("currency", restaurant.definition().currency());
        json.writeStringField("price_policy", restaurant.policy().name().toLowerCase(Locale.ROOT));
        number(json, "delivery_markup", restaurant.deliveryMarkup());
        parameters(json, restaurant.demand().parameters());
        json.writeFieldName("basket_sizes");
        array(json, restaurant.definition().basketSizes());
    }

    private void days(JsonGenerator json, List<Board> boards) throws IOException {
        List<Traffic.Factors> factors =
                days.stream().map(day -> restaurant.traffic().on(day)).toList();
        json.writeObjectFieldStart("days");
        json.writeArrayFieldStart("date");
        for (LocalDate day : days) {
            json.writeString(day.toString());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("open");
        for (LocalDate day : days) {
            json.writeBoolean(restaurant.traffic().isOpen(day));
        }
        json.writeEndArray();
        array(json, "weekday", factors.stream().map(Traffic.Factors::weekday).toList());
        array(json, "season", factors.stream().map(Traffic.Factors::season).toList());
        array(json, "trend", factors.stream().map(Traffic.Factors::trend).toList());
        array(json, "holiday", factors.stream().map(Traffic.Factors::holiday).toList());
        array(json, "weather", factors.stream().map(Traffic.Factors::weather).toList());
        array(json, "shock", factors.stream().map(Traffic.Factors::shock).toList());
        array(
                json,
                "warmth",
                days.stream().map(day -> restaurant.traffic().warmth(day)).toList());
        json.writeArrayFieldStart("rain");
        for (LocalDate day : days) {
            json.writeBoolean(restaurant.traffic().rains(day));
        }
        json.writeEndArray();
        List<Double> checks = new ArrayList<>();
        for (int d = 0; d < days.size(); d++) {
            checks.add(restaurant.traffic().isOpen(days.get(d)) ? boards.get(d).checks() : 0);
        }
        array(json, "expected_checks", checks);
        json.writeEndObject();
    }

    /** How a category's orders are spread over the local hours. */
    private void hours(JsonGenerator json) throws IOException {
        RestaurantDefinition definition = restaurant.definition();
        json.writeObjectFieldStart("hours");
        for (RestaurantDefinition.Category category : definition.categories()) {
            Map<Integer, Double> hours = new TreeMap<>(definition.hours());
            hours.replaceAll((hour, weight) -> {
                String daypart = definition.dayparts().stream()
                        .filter(part -> part.contains(hour))
                        .map(RestaurantDefinition.Daypart::name)
                        .findFirst()
                        .orElse(null);
                return daypart == null ? weight : weight * category.factor(daypart);
            });
            double sum =
                    hours.values().stream().mapToDouble(Double::doubleValue).sum();
            json.writeObjectFieldStart(category.name());
            for (Map.Entry<Integer, Double> hour : hours.entrySet()) {
                number(json, hour.getKey().toString(), hour.getValue() / sum);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void items(JsonGenerator json, List<Board> boards) throws IOException {
        double[][] elasticities = elasticities();
        List<double[]> units = boards.stream().map(Board::units).toList();
        List<double[]> tastes = days.stream()
                .map(day -> restaurant
                        .taste()
                        .on(day.toEpochDay(), restaurant.traffic().warmth(day)))
                .toList();
        json.writeArrayFieldStart("items");
        for (Menu.Listing listing : restaurant.menu().listings(from, days.get(days.size() - 1))) {
            json.writeStartObject();
            item(json, listing);
            elasticity(json, elasticities[listing.place()], listing.place());
            prices(json, listing);
            stock(json, listing);
            array(
                    json,
                    "taste",
                    tastes.stream().map(taste -> taste[listing.place()]).toList());
            List<Double> expected = new ArrayList<>();
            for (int d = 0; d < days.size(); d++) {
                boolean sells = restaurant.traffic().isOpen(days.get(d)) && listing.isOn(days.get(d));
                expected.add(sells ? units.get(d)[listing.place()] : 0);
            }
            array(json, "expected_units", expected);
            finals(json, listing);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void item(JsonGenerator json, Menu.Listing listing) throws IOException {
        Dish dish = listing.dish();
        json.writeStringField("item_id", dish.id());
        json.writeNumberField("place", listing.place());
        json.writeStringField("category", dish.category());
        json.writeStringField("variant_of", dish.item().variantOf());
        json.writeStringField("variant", dish.variant());
        json.writeArrayFieldStart("parts");
        for (int part : dish.parts()) {
            json.writeNumber(part);
        }
        json.writeEndArray();
        json.writeStringField("available_from", listing.from().toString());
        json.writeStringField(
                "available_until",
                listing.until() == null ? null : listing.until().toString());
        number(json, "base_orders", restaurant.market().base(listing.place()));
        number(json, "reference_price", restaurant.market().price(listing.place()));
        number(json, "mean_quantity", dish.meanQuantity());
        parameters(json, restaurant.demand().parameters(listing.place()));
    }

    private static void elasticity(JsonGenerator json, double[] row, int own) throws IOException {
        number(json, "own_elasticity", row[own]);
        json.writeObjectFieldStart("cross_elasticities");
        for (int other = 0; other < row.length; other++) {
            if (other != own && Math.abs(row[other]) >= NOTICEABLE) {
                number(json, Integer.toString(other), row[other]);
            }
        }
        json.writeEndObject();
    }

    private void prices(JsonGenerator json, Menu.Listing listing) throws IOException {
        LocalDate last = days.get(days.size() - 1);
        LocalDate end = listing.until() == null || listing.until().isAfter(last) ? last : listing.until();
        LocalDate start = listing.from().isAfter(from) ? listing.from() : from;
        json.writeArrayFieldStart("prices");
        for (PriceChange price : listing.dish().prices().history(start, end)) {
            json.writeStartObject();
            json.writeStringField("from", price.from().toString());
            json.writeNumberField("price", Minor.amount(price.minor()));
            json.writeStringField("kind", price.kind().name().toLowerCase(Locale.ROOT));
            json.writeBooleanField("featured", price.featured());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void stock(JsonGenerator json, Menu.Listing listing) throws IOException {
        json.writeArrayFieldStart("out_of_stock");
        for (LocalDate day : days) {
            if (listing.isOn(day) && restaurant.isOut(listing.dish(), day.toEpochDay())) {
                json.writeString(day.toString());
            }
        }
        json.writeEndArray();
    }

    private void finals(JsonGenerator json, Menu.Listing listing) throws IOException {
        FinalSums.Sums its = sums.of(listing.dish().id());
        json.writeArrayFieldStart("final_units");
        for (int d = 0; d < days.size(); d++) {
            json.writeNumber(Minor.amount(its == null ? 0 : its.units[d]));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("final_revenue");
        for (int d = 0; d < days.size(); d++) {
            json.writeNumber(Minor.amount(its == null ? 0 : its.revenue[d]));
        }
        json.writeEndArray();
    }

    private void pairs(JsonGenerator json, List<Board> boards) throws IOException {
        List<Dish> lasting = restaurant.menu().lasting();
        json.writeArrayFieldStart("pairs");
        for (int item = 0; item < lasting.size(); item++) {
            for (Dish.Companion companion : lasting.get(item).companions()) {
                PairTruth pair = new PairTruth(
                        item, companion.dish(), restaurant.definition().basketSizes());
                for (int d = 0; d < days.size(); d++) {
                    if (restaurant.traffic().isOpen(days.get(d))) {
                        pair.add(boards.get(d), restaurant.hours().daypartCount());
                    }
                }
                json.writeStartObject();
                json.writeStringField("item_id", lasting.get(item).id());
                json.writeStringField("with", lasting.get(companion.dish()).id());
                number(json, "chance", companion.chance());
                number(json, "expected_checks", pair.checks());
                number(json, "expected_with_item", pair.withItem());
                number(json, "expected_with_other", pair.withOther());
                number(json, "expected_with_both", pair.both());
                number(json, "lift", pair.lift());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** Of the expected units of each place to the price of each, at the reference. */
    private double[][] elasticities() {
        Market market = restaurant.market();
        Conditions reference = market.reference();
        double[][] elasticities = new double[market.items()][market.items()];
        for (int priced = 0; priced < market.items(); priced++) {
            double price = market.price(priced);
            double[] dearer = units(reference.withPrice(priced, price * StrictMath.exp(STEP)));
            double[] cheaper = units(reference.withPrice(priced, price * StrictMath.exp(-STEP)));
            for (int i = 0; i < dearer.length; i++) {
                elasticities[i][priced] = StrictMath.log(dearer[i] / cheaper[i]) / (2 * STEP);
            }
        }
        return elasticities;
    }

    private double[] units(Conditions conditions) {
        return restaurant.reference(from, conditions).units();
    }

    private static void parameters(JsonGenerator json, Map<String, Double> parameters) throws IOException {
        json.writeObjectFieldStart("parameters");
        for (Map.Entry<String, Double> parameter : new TreeMap<>(parameters).entrySet()) {
            number(json, parameter.getKey(), parameter.getValue());
        }
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, String name, List<Double> values) throws IOException {
        json.writeFieldName(name);
        array(json, values);
    }

    private static void array(JsonGenerator json, List<Double> values) throws IOException {
        json.writeStartArray();
        for (double value : values) {
            json.writeNumber(rounded(value));
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeNumberField(name, rounded(value));
    }

    /** Throws ArithmeticException for what is no number, or none of this kind of numbers. */
    private static BigDecimal rounded(double value) {
        if (!(Math.abs(value) < UNITS)) {
            throw new ArithmeticException(value + " is no number of a simulated restaurant");
        }
        return BigDecimal.valueOf(Math.round(value * UNITS), DECIMALS);
    }
}
