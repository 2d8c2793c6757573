package io.menuflow.topology.ingest;

import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;

/** The published transaction as the check that the mathematics knows. */
public final class Checks {

    private Checks() {}

    /** The check a record tells, not yet validated. */
    public static Check of(Transaction transaction) {
        return new Check(
                transaction.getSource(),
                transaction.getTransactionId(),
                transaction.getRevision(),
                transaction.getRestaurantId(),
                transaction.getOpenedAt(),
                transaction.getClosedAt(),
                switch (transaction.getState()) {
                    case CLOSED -> Check.State.CLOSED;
                    case VOIDED -> Check.State.VOIDED;
                },
                Check.OrderType.valueOf(transaction.getOrderType().name()),
                transaction.getChannel(),
                transaction.getServicePeriod(),
                transaction.getGuests(),
                transaction.getRefundOf(),
                transaction.getCurrency(),
                transaction.getLines().stream().map(Checks::line).toList(),
                new Check.Totals(
                        transaction.getSubtotal(),
                        transaction.getDiscount(),
                        transaction.getServiceCharge(),
                        transaction.getTax(),
                        transaction.getTip(),
                        transaction.getRounding(),
                        transaction.getTotal()));
    }

    private static Check.Line line(TransactionLine line) {
        return new Check.Line(
                line.getLineId(),
                line.getItemId(),
                line.getItemName(),
                line.getCategory(),
                line.getVariant(),
                line.getParentLineId(),
                line.getQuantity(),
                line.getUnitListPrice(),
                line.getModifiers().stream()
                        .map(modifier -> new Check.Modifier(
                                modifier.getId(), modifier.getName(), modifier.getQuantity(), modifier.getPrice()))
                        .toList(),
                line.getDiscount(),
                line.getNetAmount(),
                line.getTax(),
                Check.LineKind.valueOf(line.getKind().name()));
    }
}
