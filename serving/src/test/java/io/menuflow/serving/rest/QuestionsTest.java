package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.QuadrantRules.Scope;
import io.menuflow.serving.Fuzz;
import io.menuflow.serving.TextDamage;
import io.menuflow.serving.query.MenuQueries.Question;
import io.menuflow.serving.rest.Problem.ProblemException;
import io.menuflow.topology.sales.KnownItem;
import io.menuflow.topology.sales.SalesFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query string asks, through a server with nothing behind it. */
class QuestionsTest {

    private static final Set<String> KNOWN =
            Set.of("window", "from", "to", "order_type", "daypart", "scope", "method", "popularity_factor");
    private static final AtomicReference<Question> QUESTION = new AtomicReference<>();
    private static final AtomicReference<QuadrantRules> RULES = new AtomicReference<>();

    private static Javalin server;

    @BeforeAll
    static void start() {
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/ask", request -> {
                Questions.onlyKnown(request, KNOWN);
                QUESTION.set(Questions.question(request, 28, 730));
                RULES.set(Questions.rules(request).apply(QuadrantRules.DEFAULT));
            });
            config.routes.get("/more", request -> {
                AskedItems items = AskedItems.of(request);
                request.json(List.of(
                        Questions.whole(request, "days", 14, 1, 14),
                        String.valueOf(Questions.amount(request, "food_cost")),
                        items.has("soup", new KnownItem("Soup", "Starters", null)),
                        items.has("tea", new KnownItem("Tea", null, null))));
            });
            config.routes.exception(
                    ProblemException.class, (e, at) -> at.status(e.problem().status())
                            .result(e.problem().detail()));
        });
        server.start("127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void shouldAskForTheDefault_whenNothingIsTold() throws Exception {
        assertThat(ask("").statusCode()).isEqualTo(200);

        assertThat(QUESTION.get()).isEqualTo(new Question(28, null, SalesFilter.ALL));
        assertThat(RULES.get()).isEqualTo(QuadrantRules.DEFAULT);
    }

    @Test
    void shouldAskForDays_whenTheyAreTold() throws Exception {
        ask("?window=730d&order_type=dine-in&daypart=Happy%20hour");

        assertThat(QUESTION.get()).isEqualTo(new Question(730, null, new SalesFilter(OrderType.DINE_IN, "Happy hour")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?window=7d&", "?&window=7d", "?window=7d&&", "?window=7d&="})
    void shouldAskAsTold_whenAParameterIsEmpty(String query) throws Exception {
        assertThat(ask(query).statusCode()).isEqualTo(200);

        assertThat(QUESTION.get()).isEqualTo(new Question(7, null, SalesFilter.ALL));
    }

    @Test
    void shouldAskForDates_whenBothAreTold() throws Exception {
        ask("?from=2026-02-27&to=2026-03-02&order_type=TAKEOUT&daypart=");

        int first = (int) LocalDate.parse("2026-02-27").toEpochDay();
        assertThat(QUESTION.get())
                .isEqualTo(
                        new Question(null, new DayRange(first, first + 3), new SalesFilter(OrderType.TAKEOUT, null)));
    }

    @Test
    void shouldChangeTheRules_whenOthersAreTold() throws Exception {
        ask("?method=kasavana-smith&scope=CATEGORY&popularity_factor=0.85");

        assertThat(RULES.get())
                .isEqualTo(QuadrantRules.DEFAULT
                        .with(Method.KASAVANA_SMITH)
                        .with(Scope.CATEGORY)
                        .withFactor(new BigDecimal("0.85")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "window=0d | window must be a number of days from 1d to 730d (the history kept), not '0d'",
                "window=731d | window must be a number of days from 1d to 730d (the history kept), not '731d'",
                "window=28 | window must be a number of days from 1d to 730d (the history kept), not '28'",
                "window= | window must be a number of days from 1d to 730d (the history kept), not ''",
                "window=7d&from=2026-03-01 | give either window or from and to, not both",
                "from=2026-03-01 | from and to go together, both as dates such as 2026-03-10",
                "to=2026-03-01 | from and to go together, both as dates such as 2026-03-10",
                "from=2026-03-02&to=2026-03-01 | to (2026-03-01) is before from (2026-03-02)",
                "from=2024-03-01&to=2026-03-01 | from and to span more than the history of 730 days",
                "from=today&to=2026-03-01 | from must be a date from 1900-01-01 to 9999-12-31, such as 2026-03-10, not 'today'",
                "from=2026-03-01&to=12026-03-01 | to must be a date from 1900-01-01 to 9999-12-31, such as 2026-03-10, not '12026-03-01'",
                "from=1899-01-01&to=1899-01-02 | from must be a date from 1900-01-01 to 9999-12-31, such as 2026-03-10, not '1899-01-01'",
                "from=1000-01-01&to=2500-01-02 | from must be a date from 1900-01-01 to 9999-12-31, such as 2026-03-10, not '1000-01-01'",
                "%zz=1 | the query has a % that two hexadecimal digits do not follow; % itself is %25",
                "window=7d&daypart=100% | the query has a % that two hexadecimal digits do not follow; % itself is %25",
                "=1 | unknown query parameter ''; known here are daypart, from, method, order_type,"
                        + " popularity_factor, scope, to, window",
                "order_type=drive-in | order_type must be one of unknown, dine-in, takeout, delivery, other, not 'drive-in'",
                "method=median | method must be one of percentile, kasavana-smith, not 'median'",
                "scope=table | scope must be one of menu, category, not 'table'",
                "popularity_factor=0 | popularity_factor must be a number above 0 and up to 10, not '0'",
                "popularity_factor=10.1 | popularity_factor must be a number above 0 and up to 10, not '10.1'",
                "popularity_factor=1e-9999999 | popularity_factor must be a number above 0 and up to 10, not '1e-9999999'",
                "popularity_factor=1e-999999 | popularity_factor must be a number above 0 and up to 10, not '1e-999999'",
                "popularity_factor= | popularity_factor must be a number above 0 and up to 10, not ''",
                "windows=7d | unknown query parameter 'windows'; known here are daypart, from, method, order_type,"
                        + " popularity_factor, scope, to, window"
            })
    void shouldSayWhatWouldBeRight_whenTheQuestionIsWrong(String query, String message) throws Exception {
        Answer response = ask("?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                     | [14,\"null\",true,true]",
                "?days=1&food_cost=0  | [1,\"0\",true,true]",
                "?food_cost=2.3456    | [14,\"2.3456\",true,true]",
                "?items=tea,soup      | [14,\"null\",true,true]",
                "?items=tea           | [14,\"null\",false,true]",
                "?items=,&category=   | [14,\"null\",false,false]",
                "?category=starters   | [14,\"null\",true,false]",
                "?category=starters&items=tea | [14,\"null\",false,false]",
                "?days=0              | days must be a whole number from 1 to 14, not '0'",
                "?days=15             | days must be a whole number from 1 to 14, not '15'",
                "?days=%2B3           | days must be a whole number from 1 to 14, not '+3'",
                "?days=99999999999    | days must be a whole number from 1 to 14, not '99999999999'",
                "?food_cost=-1        | food_cost must be an amount from 0 to 100000000 with at most 4 decimals, not '-1'",
                "?food_cost=1e3       | food_cost must be an amount from 0 to 100000000 with at most 4 decimals, not '1e3'",
                "?food_cost=1.23456   | food_cost must be an amount from 0 to 100000000 with at most 4 decimals, not '1.23456'",
                "?food_cost=100000001 | food_cost must be an amount from 0 to 100000000 with at most 4 decimals, not '100000001'",
            })
    void shouldReadNumbersAmountsAndItems_orSayWhatWouldBeRight(String query, String answer) throws Exception {
        String got =
                RawHttp.send(server.port(), "GET /more" + (query == null ? "" : query) + " HTTP/1.1\r\nHost: x\r\n");

        assertThat(RawHttp.body(got)).isEqualTo(answer);
        assertThat(RawHttp.status(got)).isEqualTo(answer.startsWith("[") ? 200 : 400);
    }

    @Test
    void shouldAnswerOrSayWhyNot_whateverTheQuery() {
        List<String> queries = List.of(
                "window=28d&order_type=dine-in&daypart=lunch",
                "from=2026-02-01&to=2026-03-01&method=percentile",
                "scope=category&popularity_factor=0.85&daypart=Happy%20hour");
        Pattern words = Pattern.compile("[^&=]+|[&=]");
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();

        Fuzz.run(2_000, random -> {
            String good = queries.get(random.nextInt(3));
            byte[] damaged = TextDamage.to(good, queries.get(random.nextInt(3)), words, random);
            String query = new String(damaged, StandardCharsets.ISO_8859_1).replaceAll("[\\x00-\\x20]", "+");
            try {
                Answer answer = ask("?" + query);
                (answer.statusCode() == 200 ? answered : refused).incrementAndGet();
                assertThat(answer.statusCode()).as(query).isIn(200, 400, 414);
                assertThat(answer.statusCode() == 200 || !answer.body().isBlank())
                        .isTrue();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(answered).hasValueGreaterThan(50);
        assertThat(refused).hasValueGreaterThan(500);
    }

    /** As it is, however wrong: a URI could not hold it. */
    private static Answer ask(String query) throws IOException {
        String answer = RawHttp.send(server.port(), "GET /ask" + query + " HTTP/1.1\r\nHost: x\r\n");
        return new Answer(RawHttp.status(answer), RawHttp.body(answer));
    }

    private record Answer(int statusCode, String body) {}
}
