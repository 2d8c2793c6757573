package io.menuflow.connectors.replay;

/** Mappings for tests. */
final class Mappings {

    /** What {@code id,time,item,qty,price} needs. */
    static final String PLAIN =
            """
            restaurant: {id: soho, name: Soho}
            currency: GBP
            zone: Europe/London
            date_format: yyyy-MM-dd HH:mm
            columns:
              transaction_id: id
              closed_at: time
              item_name: item
              quantity: qty
              unit_price: price
            """;

    private Mappings() {}

    static Mapping plain() {
        return of(PLAIN);
    }

    /** {@link #PLAIN} with more at its end, which may go on with {@code columns}. */
    static Mapping plainWith(String more) {
        return of(PLAIN + more);
    }

    static Mapping of(String yaml) {
        return Mapping.parse(yaml, "test.yaml", null);
    }
}
