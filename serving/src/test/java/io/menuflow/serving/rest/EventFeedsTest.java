package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ForecastDay;
import io.menuflow.schemas.avro.ForecastEvidence;
import io.menuflow.schemas.avro.ForecastMethod;
import io.menuflow.schemas.avro.ForecastState;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.serving.InMemoryRegistry;
import io.menuflow.serving.events.Feed;
import io.menuflow.serving.events.Feed.Event;
import io.menuflow.serving.events.Feed.Told;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFeedsTest {

    private static final LocalDate CLOSED = LocalDate.parse("2026-03-27");

    @Test
    void shouldKeepThePlacesOfFeeds_becauseIdsAreMadeOfThem() {
        Topics topics = new Topics(new InMemoryRegistry());

        assertThat(EventFeeds.of(topics))
                .extracting(Feed::topic)
                .extracting(Topic::name)
                .containsExactly("menu-changes", "item-classifications", "demand-forecasts", "price-recommendations");
    }

    @Test
    void shouldTellWhatAnItemWillSell() throws JsonProcessingException {
        JsonNode soup = data("forecast", EventFeeds.forecast("roma:soup", forecast("soup")));

        assertThat(soup.path("restaurant_id").asText()).isEqualTo("roma");
        assertThat(soup.path("item_id").asText()).isEqualTo("soup");
        assertThat(soup.path("removed").asBoolean()).isFalse();
        assertThat(soup.path("closed_day").asText()).isEqualTo("2026-03-27");
        assertThat(soup.path("method").asText()).isEqualTo("SAME_WEEKDAY_MEAN");
        assertThat(soup.path("expected").decimalValue()).isEqualByComparingTo("7");
        assertThat(soup.path("days")).hasSize(2);
        assertThat(soup.at("/days/1/date").asText()).isEqualTo("2026-03-29");
        assertThat(soup.at("/days/1/p90").decimalValue()).isEqualByComparingTo("9");
    }

    @Test
    void shouldTellOfTheRestaurantAsAWhole_withoutAnItem() throws JsonProcessingException {
        JsonNode whole = data("forecast", EventFeeds.forecast("roma:", forecast("")));

        assertThat(whole.path("restaurant_id").asText()).isEqualTo("roma");
        assertThat(whole.path("item_id").isNull()).isTrue();
    }

    @Test
    void shouldTellWhyThereIsNoAdvice() throws JsonProcessingException {
        PriceRecommendation record = PriceRecommendation.newBuilder()
                .setRestaurantId("roma")
                .setItemId("pie")
                .setCurrency("JPY")
                .setClosedDay(CLOSED)
                .setHorizonDays(14)
                .setRefused("its food cost is not known")
                .build();

        JsonNode pie = data("price", EventFeeds.price("roma:pie", record));

        assertThat(pie.path("currency").asText()).isEqualTo("JPY");
        assertThat(pie.path("horizon_days").asInt()).isEqualTo(14);
        assertThat(pie.path("action").asText()).isEqualTo("NO_ADVICE");
        assertThat(pie.path("recommendation").asText()).isEqualTo("No advice: its food cost is not known");
        assertThat(pie.path("proposal").isNull()).isTrue();
    }

    @Test
    void shouldSayThatItIsGone_whenTheRecordIsATombstone() throws JsonProcessingException {
        JsonNode forecast = data("forecast", EventFeeds.forecast("roma:a:b", null));
        JsonNode price = data("price", EventFeeds.price("roma:a:b", null));
        JsonNode classification = data("classification", EventFeeds.classification("roma:a:b", null));

        assertThat(List.of(forecast, price, classification)).allSatisfy(event -> {
            assertThat(event.path("restaurant_id").asText()).isEqualTo("roma");
            assertThat(event.path("item_id").asText()).isEqualTo("a:b");
            assertThat(event.path("removed").asBoolean()).isTrue();
        });
    }

    private static JsonNode data(String type, Told told) throws JsonProcessingException {
        assertThat(told).isInstanceOf(Event.class);
        Event event = (Event) told;
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.json()).doesNotContain("\n");
        return RestApi.mapper().readTree(event.json());
    }

    private static DemandForecast forecast(String item) {
        return DemandForecast.newBuilder()
                .setRestaurantId("roma")
                .setItemId(item)
                .setClosedDay(CLOSED)
                .setWhole(true)
                .setDays(List.of(day(1, 3), day(2, 4)))
                .setEvidence(ForecastEvidence.SHORT)
                .setServed(ForecastMethod.SAME_WEEKDAY_MEAN)
                .setWhy("because")
                .setErrors(List.of())
                .build();
    }

    private static ForecastDay day(int later, double mean) {
        return ForecastDay.newBuilder()
                .setBusinessDay(CLOSED.plusDays(later))
                .setState(ForecastState.OPEN)
                .setP10(mean - 2)
                .setP50(mean)
                .setP90(mean + 5)
                .setExpected(mean)
                .setVariance(1)
                .build();
    }
}
