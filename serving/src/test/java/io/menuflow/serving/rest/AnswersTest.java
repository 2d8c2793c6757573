package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.Answer.Unavailable;
import io.menuflow.serving.rest.Problem.FieldError;
import io.menuflow.serving.rest.Problem.ProblemException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {

    @Test
    void shouldTellNotFoundFromUnavailable() {
        Found<String> found = new Found<>("soup", true);

        ProblemException none = catchThrowableOfType(
                ProblemException.class, () -> Answers.found(new NotFound<>("item x is not known")));
        ProblemException unavailable =
                catchThrowableOfType(ProblemException.class, () -> Answers.found(new Unavailable<>("rebalancing")));

        assertThat(Answers.found(found)).isSameAs(found);
        assertThat(none.problem()).isEqualTo(new Problem("Not found", 404, "item x is not known", List.of()));
        assertThat(unavailable.problem())
                .isEqualTo(new Problem("Temporarily unavailable", 503, "rebalancing", List.of()));
    }

    @Test
    void shouldSumUp_whenSeveralFieldsAreWrong() {
        FieldError first = new FieldError("lines[0].quantity", "must be a number");
        FieldError second = new FieldError("tip", "must be a number");

        assertThat(Problem.invalid(List.of(first)).problem().detail()).isEqualTo("lines[0].quantity must be a number");
        assertThat(Problem.invalid(List.of(first, second, second)).problem())
                .isEqualTo(new Problem(
                        "Invalid request",
                        422,
                        "lines[0].quantity must be a number, and 2 more",
                        List.of(first, second, second)));
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 12.5000, 12.50",
        "EUR, 12.3456, 12.3456",
        "EUR, 12.34565, 12.3456",
        "EUR, 12.34575, 12.3458",
        "EUR, -0.00001, 0.00",
        "EUR, 1E+3, 1000.00",
        "JPY, 1200.0000, 1200",
        "JPY, 1200.5000, 1200.5",
        "KWD, 1.5, 1.500"
    })
    void shouldShowTheCurrencysDecimals_whenAnAmountHasNoMore(String currency, BigDecimal amount, String shown) {
        assertThat(Numbers.money(amount, Numbers.digits(currency)).toPlainString())
                .isEqualTo(shown);
        assertThat(Numbers.optionalMoney(null, 2)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2.50000, 2.5", "0.00001, 0", "300.00000, 300", "1E+2, 100", "-1.23455, -1.2346"})
    void shouldShowAPlainNumber_whenItHasTrailingZeros(BigDecimal number, String shown) {
        assertThat(Numbers.plain(number).toPlainString()).isEqualTo(shown);
    }

    @Test
    void shouldShowFourDecimals_whenItIsAShare() {
        assertThat(Numbers.share(2 / 3.0)).isEqualTo(new BigDecimal("0.6667"));
        assertThat(Numbers.share(1.0)).isEqualTo(new BigDecimal("1.0000"));
        assertThat(Numbers.share(null)).isNull();
    }
}
