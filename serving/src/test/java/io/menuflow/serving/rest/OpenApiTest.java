package io.menuflow.serving.rest;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinState;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.menuflow.models.check.Check;
import io.menuflow.models.demand.DayDemand;
import io.menuflow.models.demand.SeriesForecast;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.menu.CostBasis;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.ProfitBasis;
import io.menuflow.models.menu.Quadrant;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.price.Guardrails;
import io.menuflow.models.price.Outcome;
import io.menuflow.models.price.PriceAdvice;
import io.menuflow.serving.access.AccessSettings;
import io.menuflow.serving.access.Hop;
import io.menuflow.serving.access.Keyring;
import io.menuflow.serving.access.Need;
import io.menuflow.serving.query.Copies;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.NodeTasks;
import io.menuflow.serving.query.Router;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds {@code openapi.yaml} to the code, both ways. */
class OpenApiTest {

    private static final Map<String, Class<?>> VIEWS = new TreeMap<>(Map.ofEntries(
            Map.entry("Problem", Problem.class),
            Map.entry("FieldError", Problem.FieldError.class),
            Map.entry("Health", InstanceRoutes.Health.class),
            Map.entry("ItemsEvent", EventFeeds.ItemsEvent.class),
            Map.entry("ClassificationEvent", EventFeeds.ClassificationEvent.class),
            Map.entry("ForecastEvent", CloseEvents.ForecastEvent.class),
            Map.entry("ForecastEventDay", CloseEvents.ForecastEventDay.class),
            Map.entry("PriceEvent", CloseEvents.PriceEvent.class),
            Map.entry("SnapshotLinks", EventSnapshots.LinksView.class),
            Map.entry("Instance", InstanceRoutes.InstanceView.class),
            Map.entry("ActivePartition", NodeTasks.Active.class),
            Map.entry("StandbyPartition", Copies.Standby.class),
            Map.entry("MissingPartition", FanOut.Missing.class),
            Map.entry("Models", ModelViews.ModelsView.class),
            Map.entry("Shelf", ModelViews.ShelfView.class),
            Map.entry("Pointer", ModelViews.PointerView.class),
            Map.entry("ModelVersion", ModelViews.VersionView.class),
            Map.entry("Model", ModelViews.ModelView.class),
            Map.entry("ModelInForce", ModelViews.InForceView.class),
            Map.entry("Refusal", ModelViews.RefusalView.class),
            Map.entry("Watching", ModelViews.WatchView.class),
            Map.entry("Jobs", ModelViews.JobsView.class),
            Map.entry("Job", ModelViews.JobView.class),
            Map.entry("Restaurant", RestaurantJson.RestaurantView.class),
            Map.entry("Daypart", RestaurantJson.DaypartView.class),
            Map.entry("CalendarPeriod", RestaurantJson.PeriodView.class),
            Map.entry("Settings", RestaurantJson.SettingsView.class),
            Map.entry("PriceSettings", PriceSettingsJson.PricesView.class),
            Map.entry("MenuItem", RestaurantJson.ItemView.class),
            Map.entry("DatedAmount", RestaurantJson.AmountView.class),
            Map.entry("Write", Writes.WriteView.class),
            Map.entry("Menu", ImportRoutes.MenuView.class),
            Map.entry("ImportReport", ImportRoutes.ImportReport.class),
            Map.entry("LineReport", ImportPlan.LineReport.class),
            Map.entry("Imports", ImportRoutes.ImportsView.class),
            Map.entry("Import", ImportRoutes.ImportView.class),
            Map.entry("UndoReport", ImportRoutes.UndoReport.class),
            Map.entry("UndoneItem", ImportRoutes.UndoneItem.class),
            Map.entry("Groups", GroupViews.GroupsView.class),
            Map.entry("Group", GroupViews.GroupView.class),
            Map.entry("GroupMembers", GroupViews.MembersView.class),
            Map.entry("GroupMember", GroupViews.MemberView.class),
            Map.entry("GroupMemberTotals", GroupViews.MemberTotalsView.class),
            Map.entry("GroupItems", GroupViews.GroupItemsView.class),
            Map.entry("GroupTotal", GroupViews.GroupTotalView.class),
            Map.entry("GroupItem", GroupViews.GroupItemView.class),
            Map.entry("GroupItemSum", GroupViews.ItemSumView.class),
            Map.entry("GroupClassifications", GroupViews.GroupClassesView.class),
            Map.entry("GroupClassification", GroupViews.GroupClassView.class),
            Map.entry("GroupStanding", GroupViews.StandingView.class),
            Map.entry("GroupSales", GroupViews.GroupSalesView.class),
            Map.entry("CurrencySales", GroupViews.CurrencySalesView.class),
            Map.entry("GroupPoint", GroupViews.GroupPointView.class),
            Map.entry("DataQuality", QualityRoutes.QualityView.class),
            Map.entry("QualityList", QualityRoutes.QualityList.class),
            Map.entry("QualityItem", QualityRoutes.QualityItem.class),
            Map.entry("OpenItems", QualityRoutes.OpenItemsView.class),
            Map.entry("LostRelation", QualityRoutes.LostRelation.class),
            Map.entry("SoldOutWindow", RestaurantJson.WindowView.class),
            Map.entry("Days", DayJson.DaysView.class),
            Map.entry("Day", DayJson.DayView.class),
            Map.entry("Verdicts", WriteRoutes.Verdicts.class),
            Map.entry("Verdict", WriteRoutes.Verdict.class),
            Map.entry("Window", MenuViews.WindowView.class),
            Map.entry("Quadrants", MenuViews.QuadrantsView.class),
            Map.entry("Classification", MenuViews.ClassificationView.class),
            Map.entry("Classifications", MenuViews.ClassificationsView.class),
            Map.entry("ItemOutlook", OutlookViews.ItemOutlookView.class),
            Map.entry("SideOfOutlook", OutlookViews.SideView.class),
            Map.entry("BackTest", OutlookViews.BackTestView.class),
            Map.entry("MenuOutlook", OutlookViews.MenuOutlookView.class),
            Map.entry("Explanation", OutlookViews.Explanation.class),
            Map.entry("Reason", OutlookViews.Reason.class),
            Map.entry("ClassificationAnswer", MenuViews.OneClassificationView.class),
            Map.entry("ItemAnswer", MenuViews.OneItemView.class),
            Map.entry("Item", MenuViews.ItemView.class),
            Map.entry("ItemTotals", MenuViews.ItemTotals.class),
            Map.entry("Items", MenuViews.ItemsView.class),
            Map.entry("ForecastError", ForecastViews.ForecastErrorView.class),
            Map.entry("ForecastHour", ForecastViews.ForecastHourView.class),
            Map.entry("ForecastDay", ForecastViews.ForecastDayView.class),
            Map.entry("Forecast", ForecastViews.ForecastView.class),
            Map.entry("Forecasts", ForecastViews.ForecastsView.class),
            Map.entry("ForecastAnswer", ForecastViews.OneForecastView.class),
            Map.entry("UnitsRange", PriceViews.UnitsView.class),
            Map.entry("MoneyRange", PriceViews.MoneyView.class),
            Map.entry("PriceScenario", PriceViews.ScenarioView.class),
            Map.entry("Elasticity", PriceViews.ElasticityView.class),
            Map.entry("PriceClamp", PriceViews.ClampView.class),
            Map.entry("MissingItem", AskedItems.MissingView.class),
            Map.entry("PriceUndo", PriceViews.UndoView.class),
            Map.entry("PriceTest", PriceViews.PriceTestView.class),
            Map.entry("PriceProposal", PriceViews.ProposalView.class),
            Map.entry("Price", PriceViews.PriceView.class),
            Map.entry("Prices", PriceViews.PricesView.class),
            Map.entry("PriceOutcome", OutcomeViews.OutcomeView.class),
            Map.entry("PriceAnswer", PriceViews.OnePriceView.class),
            Map.entry("PriceCurvePoint", SimulationViews.CurvePoint.class),
            Map.entry("PriceCurveRule", SimulationViews.CurveRuleView.class),
            Map.entry("PriceCurve", SimulationViews.CurveView.class),
            Map.entry("PriceBreach", SimulationViews.BreachView.class),
            Map.entry("Simulation", SimulationViews.SimulationView.class),
            Map.entry("ChangeSplit", ChangeViews.SplitView.class),
            Map.entry("ItemChange", ChangeViews.ItemChangeView.class),
            Map.entry("RevenueChange", ChangeViews.RevenueChangeView.class),
            Map.entry("ItemSales", ItemSalesViews.ItemSalesView.class),
            Map.entry("ItemDays", ItemSalesViews.ItemDaysView.class),
            Map.entry("ListPrice", ItemSalesViews.ListPriceView.class),
            Map.entry("SalesTotals", MenuViews.SalesTotals.class),
            Map.entry("SalesPoint", MenuViews.SalesPoint.class),
            Map.entry("Sales", MenuViews.SalesView.class)));

    private static final Map<Class<?>, String> SIMPLE = Map.of(
            String.class, "string",
            BigDecimal.class, "number",
            boolean.class, "boolean",
            int.class, "integer",
            Integer.class, "integer",
            long.class, "integer",
            Long.class, "integer",
            LocalDate.class, "string:date",
            Instant.class, "string:date-time",
            OffsetDateTime.class, "string:date-time");

    static final String NODE_SECRET = "known to nodes only";

    private final OpenApiDocument document = OpenApiDocument.load();
    private final ObjectMapper mapper = RestApi.mapper();

    @Test
    void shouldDescribeEveryRoute_andNoOther() {
        JavalinState javalin = new JavalinState();

        RestApi.routes(javalin.routes, services().parts());

        Set<String> routes = javalin.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path)
                .collect(toCollection(TreeSet::new));
        assertThat(document.operations()).isEqualTo(routes);
    }

    /** Whoever adds a route says who may call it: in the code, which decides, and in the contract. */
    @Test
    void shouldSayOfEveryRouteWhoMayCallIt() {
        JavalinState javalin = new JavalinState();

        RestApi.routes(javalin.routes, services().parts());

        Map<String, String> needs = new TreeMap<>();
        javalin.internalRouter.allHttpHandlers().forEach(route -> {
            Set<RouteRole> roles = route.endpoint.metadata(Roles.class).getRoles();
            String name = route.endpoint.method.name() + " " + route.endpoint.path;
            assertThat(roles).as(name).hasSize(1).allMatch(Need.class::isInstance);
            Need need = (Need) roles.iterator().next();
            assertThat(need.isScoped())
                    .as(name + " is about a restaurant or group, or it is not")
                    .isEqualTo(route.endpoint.path.matches(".*\\{(restaurant|group)}.*"));
            needs.put(name, need.name().toLowerCase(Locale.ROOT));
        });
        assertThat(document.needs()).isEqualTo(needs);
    }

    @Test
    void shouldSayHowEveryRouteWithAKeyRefuses() {
        document.needs().forEach((operation, need) -> {
            Set<String> refusals = new TreeSet<>(document.statuses(operation));
            refusals.retainAll(Set.of("401", "403", "429"));
            assertThat(refusals)
                    .as(operation)
                    .isEqualTo(need.equals("nothing") ? Set.of() : Set.of("401", "403", "429"));
        });
    }

    @Test
    void shouldNameEveryQueryParameter() {
        String restaurant = "/v1/restaurants/{restaurant}";
        String group = "/v1/groups/{group}";

        assertThat(document.queryParameters(restaurant + "/classifications/{item}"))
                .isEqualTo(MenuRoutes.ONE_CLASS);
        assertThat(document.queryParameters(restaurant + "/items/{item}")).isEqualTo(MenuRoutes.MENU);
        assertThat(Stream.of(
                        restaurant + "/items",
                        restaurant + "/classifications",
                        group + "/items",
                        group + "/classifications"))
                .allSatisfy(path -> assertThat(document.queryParameters(path)).isEqualTo(MenuRoutes.MENU_LIST));
        assertThat(Stream.of(restaurant + "/sales", group + "/sales"))
                .allSatisfy(path -> assertThat(document.queryParameters(path)).isEqualTo(MenuRoutes.SALES));
        assertThat(Stream.of(
                        "/v1/restaurants",
                        restaurant + "/imports",
                        "/v1/groups",
                        group,
                        "/v1/models",
                        "/v1/models/{name}/jobs"))
                .allSatisfy(path -> assertThat(document.queryParameters(path)).isEqualTo(Page.PARAMETERS));
        assertThat(document.queryParameters(restaurant + "/menu")).isEqualTo(ImportRoutes.LIST);
        assertThat(document.queryParameters(restaurant + "/menu:import")).isEqualTo(ImportRoutes.IMPORT);
        assertThat(document.queryParameters(restaurant + "/data-quality")).isEqualTo(QualityRoutes.PARAMETERS);
        assertThat(document.queryParameters(restaurant + "/item-sales")).isEqualTo(MenuRoutes.ITEM_SALES);
        assertThat(document.queryParameters(restaurant + "/days")).isEqualTo(DayRoutes.SPAN);
        assertThat(document.queryParameters(restaurant + "/forecasts")).isEqualTo(ForecastRoutes.ALL);
        assertThat(document.queryParameters(restaurant + "/forecasts/{item}")).isEqualTo(ForecastRoutes.ONE);
        assertThat(document.queryParameters(restaurant + "/prices")).isEqualTo(PriceRoutes.ALL);
        assertThat(document.queryParameters(restaurant + "/prices/{item}/curve"))
                .isEqualTo(PriceRoutes.CURVE);
        assertThat(document.queryParameters(restaurant + "/revenue-change")).isEqualTo(PriceRoutes.CHANGE);
    }

    @Test
    void shouldNameEveryChoice() {
        JsonNode parameters = document.root().path("components").path("parameters");

        assertThat(choices(parameters.path("method").path("schema"))).isEqualTo(written(Method.values()));
        assertThat(choices(parameters.path("scope").path("schema"))).isEqualTo(written(QuadrantRules.Scope.values()));
        assertThat(choices(parameters.path("order_type").path("schema"))).isEqualTo(written(Check.OrderType.values()));
        assertThat(choices("Settings", "method")).isEqualTo(written(Method.values()));
        assertThat(choices("Settings", "scope")).isEqualTo(written(QuadrantRules.Scope.values()));
        assertThat(choices(parameters.path("format").path("schema"))).isEqualTo(written(Page.Format.values()));
        assertThat(choices("Write", "operation")).isEqualTo(names(Writes.Operation.values()));
        assertThat(choices("LineReport", "status")).isEqualTo(names(ImportPlan.LineStatus.values()));
        assertThat(choices("UndoneItem", "status")).isEqualTo(names(ImportRoutes.UndoStatus.values()));
        assertThat(choices("GroupSales", "granularity")).isEqualTo(written(MenuRoutes.Granularity.values()));
        assertThat(choices("GroupItemSum", "cost_basis")).isEqualTo(names(CostBasis.values()));
        assertThat(choices("Sales", "granularity")).isEqualTo(written(MenuRoutes.Granularity.values()));
        assertThat(choices("Classification", "profit_basis")).isEqualTo(names(ProfitBasis.values()));
        assertThat(choices("Classification", "profitability")).isEqualTo(names(CostBasis.values()));
        assertThat(choices("Item", "cost_basis")).isEqualTo(names(CostBasis.values()));
        assertThat(choices("Forecast", "method")).isEqualTo(names(io.menuflow.models.demand.Method.values()));
        assertThat(choices("ForecastError", "method")).isEqualTo(names(io.menuflow.models.demand.Method.values()));
        assertThat(choices("Forecast", "evidence")).isEqualTo(names(SeriesForecast.Evidence.values()));
        assertThat(choices("ForecastDay", "state")).isEqualTo(names(DayDemand.State.values()));
        assertThat(choices("Price", "action")).isEqualTo(names(PriceViews.Action.values()));
        assertThat(choices("PriceClamp", "rule")).isEqualTo(names(Guardrails.Rule.values()));
        assertThat(choices("PriceBreach", "rule")).isEqualTo(names(Guardrails.Rule.values()));
        assertThat(choices("PriceCurveRule", "rule")).isEqualTo(names(Guardrails.Rule.values()));
        assertThat(choices("Elasticity", "evidence")).isEqualTo(names(Evidence.values()));
        assertThat(choices("PriceProposal", "confidence")).isEqualTo(names(PriceAdvice.Confidence.values()));
        assertThat(choices("PriceOutcome", "verdict")).isEqualTo(names(Outcome.Verdict.values()));
        assertThat(choices("TransactionInput", "state")).isEqualTo(names(Check.State.values()));
        assertThat(choices("TransactionInput", "order_type")).isEqualTo(names(Check.OrderType.values()));
        assertThat(choices("LineInput", "kind")).isEqualTo(names(Check.LineKind.values()));
        assertThat(choices(document.schema("Quadrant"))).isEqualTo(names(Quadrant.values()));
    }

    @Test
    void shouldReferToNothingThatIsNotThere() {
        assertThat(document.brokenReferences()).isEmpty();
    }

    @Test
    void shouldReferToEveryComponent() {
        Set<String> referred = new HashSet<>(document.root().findValuesAsText("$ref"));

        Set<String> components = new TreeSet<>();
        document.root().path("components").properties().forEach(kind -> kind.getValue()
                .fieldNames()
                .forEachRemaining(name -> components.add("#/components/" + kind.getKey() + "/" + name)));
        components.removeIf(component -> component.startsWith("#/components/securitySchemes/")); // meant by their name

        assertThat(referred).containsAll(components);
    }

    @TestFactory
    Stream<DynamicTest> shouldListTheFieldsOfEveryView() {
        return VIEWS.entrySet().stream()
                .map(view -> DynamicTest.dynamicTest(view.getKey(), () -> {
                    JsonNode schema = document.schema(view.getKey());
                    Map<String, String> said = new TreeMap<>();
                    schema.path("properties").properties().forEach(field -> said.put(field.getKey(), said(field)));
                    Set<String> required = OpenApiDocument.texts(schema.path("required"));

                    assertThat(said).isEqualTo(fieldsOf(view.getValue()));
                    // An empty list is left out of a problem; everything else is always there, null or not.
                    assertThat(required)
                            .isEqualTo(
                                    view.getValue() == Problem.class
                                            ? Set.of("title", "status", "detail")
                                            : said.keySet());
                }));
    }

    @Test
    void shouldListTheFieldsThatAreReadOfARestaurant() {
        Read settings = new Read().nested("prices", new Read());
        Read body = new Read().with("dayparts", new Read()).nested("settings", settings);

        RestaurantJson.read(JsonFields.of(body), "place", null, null, Instant.EPOCH);

        assertThat(body.asked()).isEqualTo(fields("RestaurantInput"));
        assertThat(body.child("dayparts")).isEqualTo(fields("DaypartInput"));
        assertThat(settings.asked()).isEqualTo(fields("SettingsInput"));
        assertThat(settings.child("prices")).isEqualTo(fields("PriceSettingsInput"));
    }

    @Test
    void shouldListTheFieldsThatAreReadOfAMenuItem() {
        Read plain = new Read();
        Read dated = new Read()
                .with("prices", new Read())
                .with("food_costs", new Read())
                .with("unavailable", new Read());

        for (Read body : List.of(plain, dated)) {
            RestaurantJson.read(JsonFields.of(body), "place", "soup", null, LocalDate.EPOCH, Instant.EPOCH);
        }

        Set<String> asked = new TreeSet<>(plain.asked());
        asked.addAll(dated.asked());
        assertThat(asked).isEqualTo(fields("MenuItemInput"));
        assertThat(dated.child("prices")).isEqualTo(fields("DatedAmountInput"));
        assertThat(dated.child("food_costs")).isEqualTo(fields("DatedAmountInput"));
        assertThat(dated.child("unavailable")).isEqualTo(fields("SoldOutWindowInput"));
    }

    @Test
    void shouldListTheFieldsThatAreReadOfASimulation() {
        Read body = new Read();

        PriceRoutes.Asked.read(JsonFields.of(body));

        assertThat(body.asked()).isEqualTo(fields("SimulationInput"));
    }

    @Test
    void shouldListTheFieldsThatAreReadOfADay() {
        Read body = new Read();

        DayJson.read(JsonFields.of(body), "place", LocalDate.EPOCH, Instant.EPOCH);

        assertThat(body.asked()).isEqualTo(fields("DayInput"));
    }

    @Test
    void shouldListTheFieldsThatAreReadOfATransaction() {
        Read modifier = new Read();
        Read line = new Read().with("modifiers", modifier);
        Read body = new Read().with("lines", line);

        CheckJson.read(JsonFields.of(body), "place", "EUR");

        assertThat(body.asked()).isEqualTo(fields("TransactionInput"));
        assertThat(line.asked()).isEqualTo(fields("LineInput"));
        assertThat(modifier.asked()).isEqualTo(fields("ModifierInput"));
    }

    @Test
    void shouldHaveEveryColumnOfCsv() {
        Map<String, Csv.Columns> columns = Map.of(
                "Restaurant", RestaurantList.CSV,
                "Classification", MenuRoutes.CLASSES_CSV,
                "Item", MenuRoutes.ITEMS_CSV,
                "SalesPoint", MenuRoutes.SALES_CSV,
                "Import", ImportRoutes.IMPORTS_CSV,
                "Group", GroupRoutes.GROUPS_CSV,
                "GroupMember", GroupRoutes.MEMBERS_CSV,
                "ItemChange", PriceRoutes.CHANGE_CSV,
                "Shelf", ModelRoutes.MODELS_CSV,
                "Job", ModelRoutes.JOBS_CSV);

        assertThat(columns).allSatisfy((schema, of) -> assertThat(of.columns())
                .allSatisfy(column -> assertThat(property(document.schema(schema), column))
                        .as(column)
                        .isTrue()));
    }

    /** Whether a schema has a field, over the schemas it refers to. */
    private boolean property(JsonNode schema, String pointer) {
        int slash = pointer.indexOf('/');
        JsonNode field = schema.path("properties").path(slash < 0 ? pointer : pointer.substring(0, slash));
        JsonNode option = field.has("oneOf") ? field.path("oneOf").get(0) : field;
        return slash < 0 ? !field.isMissingNode() : property(document.resolved(option), pointer.substring(slash + 1));
    }

    @TestFactory
    Stream<DynamicTest> shouldGiveExamplesThatAreAsTheirSchemaSays() {
        return document.root().findParents("examples").stream()
                .filter(content -> content.has("schema"))
                .flatMap(content -> content.path("examples").properties().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                example.getValue().path("$ref").asText(), () -> {
                                    JsonNode value = document.resolved(example.getValue())
                                            .path("value");

                                    assertThat(document.violations(content.path("schema"), value))
                                            .isEmpty();
                                })));
    }

    @Test
    void shouldAcceptTheExamplesOfRequests() {
        JsonFields restaurant = example("RestaurantInput");
        JsonFields item = example("MenuItemInput");
        JsonFields dated = example("DatedMenuItemInput");
        JsonFields day = example("DayInput");
        JsonFields simulation = example("SimulationInput");
        JsonFields check = example("TransactionInput");
        JsonFields voided = example("VoidedTransactionInput");

        RestaurantJson.read(restaurant, "place", null, null, Instant.EPOCH);
        RestaurantJson.read(item, "place", "soup", null, LocalDate.EPOCH, Instant.EPOCH);
        RestaurantJson.read(dated, "place", "soup", null, LocalDate.EPOCH, Instant.EPOCH);
        DayJson.read(day, "place", LocalDate.EPOCH, Instant.EPOCH);
        PriceRoutes.Asked.read(simulation);
        CheckJson.read(check, "place", "EUR");
        CheckJson.read(voided, "place", "EUR");

        assertThat(Stream.of(restaurant, item, dated, day, simulation, check, voided)
                        .map(JsonFields::errors))
                .allSatisfy(errors -> assertThat(errors).isEmpty());
    }

    /** A JSON object that remembers which of its fields were asked for. */
    @SuppressWarnings("unchecked") // of ObjectNode's own deepCopy
    private static final class Read extends ObjectNode {
        private static final long serialVersionUID = 1L;
        private final transient Set<String> asked = new TreeSet<>();
        private final transient Map<String, Read> children = new HashMap<>();

        Read() {
            super(JsonNodeFactory.instance);
        }

        /** With a child, alone in an array. */
        Read with(String field, Read child) {
            children.put(field, child);
            set(field, new ArrayNode(JsonNodeFactory.instance).add(child));
            return this;
        }

        /** With a child. */
        Read nested(String field, Read child) {
            children.put(field, child);
            set(field, child);
            return this;
        }

        @Override
        public JsonNode path(String field) {
            asked.add(field);
            return super.path(field);
        }

        @Override
        public JsonNode get(String field) {
            asked.add(field);
            return super.get(field);
        }

        Set<String> asked() {
            return asked;
        }

        Set<String> child(String field) {
            return children.get(field).asked;
        }
    }

    /** With nothing behind the routes, and nobody asked for a key. */
    static RestServices services() {
        return services(access(true), null);
    }

    /** The same with keys. */
    static RestServices services(Keyring keyring) {
        return services(access(false), keyring);
    }

    static AccessSettings access(boolean open) {
        return new AccessSettings(
                Path.of("none.jsonl"),
                Optional.empty(),
                open,
                Optional.of(NODE_SECRET),
                true,
                new TreeSet<>(),
                0,
                1L << 25);
    }

    static RestServices services(AccessSettings access, Keyring keyring) {
        return services(null, new Router(Hop.of(access)), access, keyring);
    }

    /** The same where restaurants are on other nodes. */
    static RestServices services(Locator locator, Router router) {
        return services(locator, router, access(true), null);
    }

    private static RestServices services(Locator locator, Router router, AccessSettings access, Keyring keyring) {
        return new RestServices(
                new ClusterServices(
                        new HostInfo("localhost", 8080), "node-1", locator, router, null, null, null, () -> null),
                null,
                null,
                null,
                null,
                12,
                28,
                730,
                Duration.ofHours(1),
                Duration.ofSeconds(2),
                restaurant -> true,
                () -> InForce.NONE,
                null,
                null,
                () -> "",
                HttpObserver.NONE,
                access,
                keyring,
                Clock.systemUTC());
    }

    private JsonFields example(String name) {
        return JsonFields.of(document.root().at("/components/examples/" + name + "/value"));
    }

    private Set<String> fields(String schema) {
        Set<String> names = new TreeSet<>();
        document.schema(schema).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Set<String> choices(String schema, String field) {
        return choices(document.schema(schema).path("properties").path(field));
    }

    private static Set<String> choices(JsonNode schema) {
        return OpenApiDocument.texts(schema.path("enum"));
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(toSet());
    }

    private static Set<String> written(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Numbers::name).collect(toSet());
    }

    /** A field of a schema in the words of {@link #fieldsOf}. */
    private static String said(Map.Entry<String, JsonNode> field) {
        JsonNode schema = field.getValue();
        if (schema.has("oneOf")) {
            return schema.path("oneOf").findValuesAsText("$ref").get(0) + "?";
        }
        if (schema.has("$ref")) {
            return schema.path("$ref").asText();
        }
        Set<String> types = new TreeSet<>(OpenApiDocument.types(schema));
        boolean nullable = types.remove("null");
        String type = String.join("|", types);
        if (schema.has("format")) {
            type += ":" + schema.path("format").asText();
        }
        if (schema.has("items")) {
            type += " of " + said(Map.entry("items", schema.path("items")));
        }
        if (schema.has("additionalProperties")) {
            type += " of " + said(Map.entry("values", schema.path("additionalProperties")));
        }
        return nullable ? type + "?" : type;
    }

    /** The fields of a view as they are written, each with its type. */
    private Map<String, String> fieldsOf(Class<?> view) {
        Map<String, String> names = new HashMap<>();
        for (BeanPropertyDefinition property : mapper.getSerializationConfig()
                .introspect(mapper.constructType(view))
                .findProperties()) {
            names.put(property.getInternalName(), property.getName());
        }
        Map<String, String> fields = new TreeMap<>();
        for (RecordComponent component : view.getRecordComponents()) {
            AnnotatedType type = component.getAnnotatedType();
            boolean nullable = type.isAnnotationPresent(Nullable.class);
            fields.put(names.get(component.getName()), typeOf(type.getType()) + (nullable ? "?" : ""));
        }
        return fields;
    }

    private static String typeOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            String kind = Collection.class.isAssignableFrom(raw) ? "array of " : "object of ";
            return kind + typeOf(arguments[arguments.length - 1]);
        }
        String simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        if (type == Quadrant.class) {
            return "#/components/schemas/Quadrant";
        }
        if (type instanceof Class<?> choice && choice.isEnum()) {
            return "string";
        }
        return VIEWS.entrySet().stream()
                .filter(view -> view.getValue() == type)
                .map(view -> "#/components/schemas/" + view.getKey())
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no schema: add it to VIEWS and openapi.yaml"));
    }
}
