package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds answers to the contract fails when one is not. */
class ContractTest {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /health/live | 200 | application/json | {\"status\":\"UP\",\"instance_id\":\"a\",\"reason\":null}",
                "GET | /v1/restaurants | 200 | application/json; charset=utf-8 | {\"restaurants\":[],\"next_cursor\":null,\"stale\":false,\"missing\":[]}",
                "GET | /v1/restaurants/a/menu?x=1 | 404 | application/problem+json | {\"title\":\"a\",\"status\":404,\"detail\":\"b\"}",
                "POST | /v1/models/outlook:rollback | 409 | application/problem+json | {\"title\":\"a\",\"status\":409,\"detail\":\"b\"}",
                "PATCH | /v1/restaurants/a | 405 | application/problem+json | {\"title\":\"a\",\"status\":405,\"detail\":\"b\"}",
                "DELETE | /v1/restaurants/a/days/2025-05-09 | 204 | text/plain | ''",
                "GET | /menuflow.js | 200 | text/javascript | whatever",
            })
    void shouldAccept(String method, String path, int status, String type, String body) {
        assertThatCode(() -> hold(method, path, status, type, body)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /health/live | 200 | application/json | {\"status\":\"UP\",\"reason\":null}",
                "GET | /health/live | 200 | application/json | {\"status\":\"DOWN\",\"instance_id\":\"a\",\"reason\":null}",
                "GET | /health/live | 200 | text/plain | UP",
                "GET | /v1/restaurants | 418 | application/problem+json | {\"title\":\"a\",\"status\":418,\"detail\":\"b\"}",
                "GET | /v1/restaurants | 500 | application/problem+json | {\"title\":\"a\",\"status\":500,\"detail\":\"b\"}",
                "GET | /v1/restaurants | 200 | application/json | {\"restaurants\":[{}],\"next_cursor\":null,\"stale\":false,\"missing\":[]}",
                "GET | /v1/restaurants/a/menu | 404 | application/json | {\"title\":\"a\",\"status\":404,\"detail\":\"b\"}",
                "GET | /v1/restaurants/a/menu | 404 | application/problem+json | {\"title\":\"a\",\"status\":404}",
                "GET | /v1/restaurants/a/menu | 404 | application/problem+json | no JSON",
                "PATCH | /v1/restaurants/a | 200 | application/json | {}",
                "DELETE | /v1/restaurants/a/days/2025-05-09 | 204 | text/plain | gone",
                "GET | /v1/nothing | 404 | text/html | Not found",
            })
    void shouldRefuse(String method, String path, int status, String type, String body) {
        assertThatThrownBy(() -> hold(method, path, status, type, body)).isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThatThrownBy(() -> hold(
                        "GET",
                        "/v1/restaurants",
                        200,
                        JSON,
                        "{\"restaurants\":[{}],\"next_cursor\":null,\"stale\":false,\"missing\":[]}"))
                .hasMessageContaining("GET /v1/restaurants answered 200")
                .hasMessageContaining("restaurant_id");
        assertThatThrownBy(() -> hold("GET", "/v1/models", 507, PROBLEM, "{}"))
                .hasMessageContaining("a status of the contract");
    }

    private static void hold(String method, String path, int status, String type, String body) {
        Contract.PUBLISHED.hold(method, URI.create("http://localhost" + path), status, type, body);
    }
}
