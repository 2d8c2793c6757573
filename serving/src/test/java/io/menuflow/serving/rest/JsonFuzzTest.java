package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.connectors.CheckAvro;
import io.menuflow.models.calendar.BusinessCalendar.Moment;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.CheckLedger;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.ContentHash;
import io.menuflow.models.check.Rejection;
import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.price.Guardrails;
import io.menuflow.models.price.PriceQuestion;
import io.menuflow.models.price.Simulation;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.serving.Fuzz;
import io.menuflow.serving.InMemoryRegistry;
import io.menuflow.serving.TextDamage;
import io.menuflow.serving.rest.Problem.FieldError;
import io.menuflow.serving.rest.Problem.ProblemException;
import io.menuflow.topology.menu.Days;
import io.menuflow.topology.menu.FaultyRecordException;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damaged bodies, read as the routes read them: what is taken can be sent and shown, all else is refused with reasons. */
class JsonFuzzTest {

    private static final ObjectMapper MAPPER = RestApi.mapper();
    private static final Pattern TOKENS = Pattern.compile("\"[^\"]*\"|[-+.0-9eE]+|true|false|null|[\\[\\]{},:]");
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");

    private static final List<String> CHECKS = List.of(
            """
            {"transaction_id": "c1", "closed_at": "2026-03-10T12:00:00Z", "lines": [{"item_id": "soup", "unit_list_price": 4.50}]}
            """,
            """
            [{"source": "till", "transaction_id": "c2", "revision": 3, "restaurant_id": "trattoria", "state": "CLOSED",
              "opened_at": "2026-03-10T11:00:00+01:00", "closed_at": "2026-03-10T12:00:00.123Z", "order_type": "dine-in",
              "channel": "counter", "service_period": "lunch", "guests": 2, "currency": "EUR", "subtotal": 14.2, "discount": 0,
              "service_charge": "1.00", "tax": 1.42, "tip": 1, "rounding": -0.02, "total": 15.60,
              "lines": [{"line_id": "1", "item_id": "menu", "item_name": "Menù", "category": "menus", "variant": "large",
                 "quantity": 1.5, "unit_list_price": "12.50", "discount": 1, "net_amount": 10, "tax": 0.5, "kind": "SALE",
                 "modifiers": [{"id": "m", "name": "cheese", "quantity": 2, "price": 0.35}]},
                {"line_id": "2", "parent_line_id": "1", "item_id": "soup", "unit_list_price": 4.5, "kind": "SALE"}]}]
            """,
            """
            {"transaction_id": "c3", "closed_at": "2026-03-10T12:00:00Z", "state": "VOIDED", "refund_of": "c1", "lines": [
              {"item_id": "soup", "quantity": 0.25, "unit_list_price": 4.50, "kind": "REFUND"},
              {"item_id": "wine", "net_amount": 7, "kind": "OPEN_ITEM"}]}
            """);
    private static final List<String> SIMULATIONS = List.of(
            "{\"price\": 9.95}",
            "{\"price\": \"12.5000\", \"food_cost\": 2.05, \"horizon_days\": 28}",
            "{\"food_cost\": \"95\", \"horizon_days\": 365}");
    private static final List<String> RESTAURANTS = List.of(
            """
            {"name": "Trattoria", "currency": "EUR", "zone": "Europe/Rome"}
            """,
            """
            {"name": "Trattoria", "group": "g1", "currency": "EUR", "zone": "Europe/Rome", "cut_off": "04:00",
             "prices_include_tax": true, "effective_from": "2026-04-01",
             "dayparts": [{"name": "lunch", "start": "11:00", "end": "15:00"}, {"name": "late", "start": "22:00", "end": "02:00"}],
             "settings": {"method": "kasavana-smith", "popularity_factor": 0.7, "scope": "category", "new_item_days": 14,
               "low_evidence_units": 20, "settle_band": 0.05, "estimated_cost_pct": {"*": 30, "wine": "25.5"},
               "prices": {"max_step": 0.1, "min_margin": "0.25", "floor": 1, "ceiling": "99.5", "endings": [0, 90],
                 "cool_down_days": 14, "min_probability": "0.9", "max_changes": 3, "excluded": ["soup"]}}}
            """);
    private static final List<String> ITEMS = List.of(
            """
            {"name": "Soup", "category": "starters", "price": 4.50, "food_cost": "1.20"}
            """,
            """
            {"name": "Soup", "prices": [{"amount": 4}, {"effective_from": "2026-01-01", "amount": 4.5}],
             "food_costs": [{"effective_from": "2025-01-01", "amount": 1.2345}], "prep_time_minutes": 12,
             "available_from": "2025-01-01", "available_until": "2026-12-31", "active": true, "metadata": {"a": "b", "c": 1},
             "unavailable": [{"from": "2026-02-01T12:00:00Z", "until": "2026-02-02T12:00:00+01:00"}, {"from": "2026-03-09T12:00:00Z"}]}
            """);

    private static final List<String> DAYS = List.of(
            """
            {"closed": true, "holiday": true}
            """,
            """
            {"closed": false, "temperature": "-3.25", "weather": "Schnee ☃", "event": "street-festival"}
            """);

    private final Topics topics = new Topics(new InMemoryRegistry());
    private Restaurant trattoria;
    private MenuItem soup;
    private int taken;
    private int refused;

    @BeforeEach
    void start() throws JsonProcessingException {
        trattoria =
                RestaurantJson.read(JsonFields.of(MAPPER.readTree(RESTAURANTS.get(1))), "trattoria", null, null, NOW);
        soup = RestaurantJson.read(JsonFields.of(MAPPER.readTree(ITEMS.get(1))), "trattoria", "soup", null, TODAY, NOW);
    }

    @Test
    void shouldTakeOrSayWhyNot_whateverACheckIsSaidToBe() {
        fuzz(24_000, CHECKS, body -> {
            for (JsonNode element : body.isArray() ? body : List.of(body)) {
                JsonFields fields = JsonFields.of(element);
                Check check = CheckJson.read(fields, "trattoria", "EUR");
                List<Rejection> rejections = fields.errors().isEmpty() ? CheckValidator.validate(check) : List.of();
                assertSaid(fields.errors());
                rejections.forEach(rejection -> assertThat(rejection.message()).isNotBlank());
                if (fields.errors().isEmpty() && rejections.isEmpty()) {
                    send(topics.transactions(), CheckAvro.toAvro(check));
                    Moment moment = RestaurantProfile.of(trattoria).calendar().at(check.closedAt());
                    assertThat(CheckLedger.sales(check, moment.pricesIncludeTax()))
                            .isNotNull();
                    assertThat(ContentHash.content(check)).isEqualTo(ContentHash.content(check));
                } else {
                    refused++;
                }
            }
        });
    }

    @Test
    void shouldTakeOrSayWhyNot_whateverARestaurantIsSaidToBe() {
        fuzz(12_000, RESTAURANTS, body -> {
            boolean known = body.hashCode() % 2 == 0;
            JsonFields fields = JsonFields.of(body);
            Restaurant after =
                    RestaurantJson.read(fields, "trattoria", known ? trattoria : null, known ? TODAY : null, NOW);
            refuse(fields);
            RestaurantProfile.of(after);
            send(topics.restaurants(), after);
            show(RestaurantJson.view(after));
        });
    }

    @Test
    void shouldTakeOrSayWhyNot_whateverAnItemIsSaidToBe() {
        fuzz(12_000, ITEMS, body -> {
            JsonFields fields = JsonFields.of(body);
            MenuItem after = RestaurantJson.read(
                    fields, "trattoria", "soup", body.hashCode() % 2 == 0 ? soup : null, TODAY, NOW);
            refuse(fields);
            Menus.checked(after);
            send(topics.menuItems(), after);
            show(RestaurantJson.view(after, TODAY));
        });
    }

    @Test
    void shouldTakeOrSayWhyNot_whateverADayIsSaidToBe() {
        fuzz(8_000, DAYS, body -> {
            JsonFields fields = JsonFields.of(body);
            RestaurantDay after = DayJson.read(fields, "trattoria", TODAY, NOW);
            refuse(fields);
            Days.facts(after);
            send(topics.restaurantDays(), after);
            show(DayJson.view(after));
        });
    }

    @Test
    void shouldSimulateOrSayWhyNot_whateverAPriceIsSaidToBe() {
        Elasticity prior = new Elasticity(-1.7, -3, -0.4, 0.8, Evidence.NONE, null, 0, "its price never changed");
        PriceQuestion item =
                new PriceQuestion("soup", 95_000, 19_000L, 0.9, 180, 28, 0, 60_000, prior, 90_000, 95_000, 40, 0.3);

        fuzz(8_000, SIMULATIONS, body -> {
            JsonFields fields = JsonFields.of(body);
            PriceRoutes.Asked asked = PriceRoutes.Asked.read(fields);
            refuse(fields);
            Simulation simulation = asked.of(fields, item, Guardrails.DEFAULT);
            taken++;
            assertThat(simulation.then().demand().low())
                    .isBetween(0.0, simulation.then().demand().high());
            if (simulation.probability() != null) { // of another price than the one in force
                assertThat(simulation.probability()).isBetween(0.0, 1.0);
            }
        });
    }

    private void fuzz(int inputs, List<String> seeds, Consumer<JsonNode> reader) {
        Fuzz.run(inputs, random -> {
            byte[] damaged = TextDamage.to(seed(seeds, random), seed(seeds, random), TOKENS, random);
            try {
                reader.accept(JsonBody.read(MAPPER, damaged));
            } catch (ProblemException e) {
                refused++;
                assertThat(e.problem().status()).isIn(400, 422);
                assertThat(e.problem().detail()).isNotBlank();
                assertSaid(e.problem().errors());
            } catch (FaultyRecordException e) {
                refused++;
                assertSaid(e.faults().stream()
                        .map(fault -> new FieldError(fault.field(), fault.message()))
                        .toList());
            }
        });
        assertThat(taken).isGreaterThan(inputs / 50);
        assertThat(refused).isGreaterThan(inputs / 50);
    }

    private static String seed(List<String> seeds, Random random) {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static void refuse(JsonFields fields) {
        if (!fields.errors().isEmpty()) {
            throw Problem.invalid(fields.errors());
        }
    }

    private static void assertSaid(List<FieldError> errors) {
        errors.forEach(error -> assertThat(error.message()).isNotBlank().doesNotContain("Exception"));
    }

    private <V> void send(Topic<String, V> topic, V value) {
        taken++;
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        V read = topic.valueSerde().deserializer().deserialize(topic.name(), bytes);
        assertThat(topic.valueSerde().serializer().serialize(topic.name(), read))
                .hasSameSizeAs(bytes);
    }

    private static void show(Object view) {
        try {
            assertThat(MAPPER.writeValueAsString(view)).startsWith("{");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
