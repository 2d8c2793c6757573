package io.menuflow.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CheckAvroTest {

    @Test
    void shouldCarryEveryFieldOfTheHeader_whenWritten() {
        Transaction avro = CheckAvro.toAvro(Checks.full());

        assertThat(avro.getSource()).isEqualTo("toast");
        assertThat(avro.getTransactionId()).isEqualTo("t-1");
        assertThat(avro.getRevision()).isEqualTo(7);
        assertThat(avro.getRestaurantId()).isEqualTo("soho");
        assertThat(avro.getOpenedAt()).isEqualTo(Instant.parse("2024-05-01T18:00:00.001Z"));
        assertThat(avro.getClosedAt()).isEqualTo(Instant.parse("2024-05-01T19:30:00.002Z"));
        assertThat(avro.getState()).isEqualTo(TransactionState.VOIDED);
        assertThat(avro.getOrderType()).isEqualTo(OrderType.DELIVERY);
        assertThat(avro.getChannel()).isEqualTo("app");
        assertThat(avro.getServicePeriod()).isEqualTo("dinner");
        assertThat(avro.getGuests()).isEqualTo(4);
        assertThat(avro.getRefundOf()).isEqualTo("t-0");
        assertThat(avro.getCurrency()).isEqualTo("GBP");
        assertThat(avro.getSubtotal()).isEqualTo("1.0100");
        assertThat(avro.getDiscount()).isEqualTo("1.0200");
        assertThat(avro.getServiceCharge()).isEqualTo("1.0300");
        assertThat(avro.getTax()).isEqualTo("1.0400");
        assertThat(avro.getTip()).isEqualTo("1.0500");
        assertThat(avro.getRounding()).isEqualTo("-1.0600");
        assertThat(avro.getTotal()).isEqualTo("1.0700");
    }

    @Test
    void shouldCarryEveryFieldOfALine_whenWritten() {
        TransactionLine line = CheckAvro.toAvro(Checks.full()).getLines().get(0);

        assertThat(line.getLineId()).isEqualTo("l-1");
        assertThat(line.getItemId()).isEqualTo("i-1");
        assertThat(line.getItemName()).isEqualTo("Balti");
        assertThat(line.getCategory()).isEqualTo("mains");
        assertThat(line.getVariant()).isEqualTo("large");
        assertThat(line.getParentLineId()).isEqualTo("l-0");
        assertThat(line.getQuantity()).isEqualTo("2.50000");
        assertThat(line.getUnitListPrice()).isEqualTo("12.9500");
        assertThat(line.getDiscount()).isEqualTo("0.1100");
        assertThat(line.getNetAmount()).isEqualTo("0.2200");
        assertThat(line.getTax()).isEqualTo("0.3300");
        assertThat(line.getKind()).isEqualTo(LineKind.COMP);
        assertThat(line.getModifiers()).singleElement().satisfies(modifier -> {
            assertThat(modifier.getId()).isEqualTo("m-1");
            assertThat(modifier.getName()).isEqualTo("extra");
            assertThat(modifier.getQuantity()).isEqualTo("1.00000");
            assertThat(modifier.getPrice()).isEqualTo("0.8000");
        });
    }

    @Test
    void shouldHaveAConstantForEachOfOurs_whenEnumsAreWritten() {
        for (Check.OrderType type : Check.OrderType.values()) {
            assertThat(OrderType.valueOf(type.name()).name()).isEqualTo(type.name());
        }
        for (Check.LineKind kind : Check.LineKind.values()) {
            assertThat(LineKind.valueOf(kind.name()).name()).isEqualTo(kind.name());
        }
        for (Check.State state : Check.State.values()) {
            assertThat(TransactionState.valueOf(state.name()).name()).isEqualTo(state.name());
        }
    }

    @Test
    void shouldNameTheAmount_whenItHasMoreDigitsThanTheSchema() {
        BigDecimal one = BigDecimal.ONE;

        assertThatThrownBy(() -> CheckAvro.toAvro(Checks.with(one, new BigDecimal("0.12345"))))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("unit_list_price 0.12345 of line l-1 of check t-1 has more than 4 decimals");
        assertThatThrownBy(() -> CheckAvro.toAvro(Checks.with(new BigDecimal("0.123456"), one)))
                .hasMessageContaining("quantity 0.123456")
                .hasMessageContaining("more than 5 decimals");
        assertThatThrownBy(() -> CheckAvro.toAvro(Checks.with(one, new BigDecimal("1E999999999"))))
                .hasMessageContaining("more than 14 digits before the decimal point");
    }

    @Test
    void shouldAcceptTrailingZerosAndTheLargestAmount_whenTheyFitExactly() {
        Transaction avro =
                CheckAvro.toAvro(Checks.with(new BigDecimal("1.5000000000"), new BigDecimal("99999999999999.9999")));

        assertThat(avro.getLines().get(0).getQuantity()).isEqualTo("1.50000");
        assertThat(avro.getLines().get(0).getUnitListPrice()).isEqualTo("99999999999999.9999");
    }
}
