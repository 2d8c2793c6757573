package io.menuflow.topology.days;

import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.AtPrice;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import io.menuflow.schemas.avro.ItemListPrice;
import io.menuflow.schemas.avro.ItemSalesCell;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.ItemSalesSum;
import io.menuflow.schemas.avro.SoldAs;
import io.menuflow.topology.sales.ClosedDays.ItemDay;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Days of items as they are published, and back. */
final class ItemSalesDays {

    private static final int SQUARE_SCALE = 4;

    private ItemSalesDays() {}

    /** The key of an item's day. */
    static String key(String restaurant, String item, int day) {
        return restaurant + ":" + item + ":" + LocalDate.ofEpochDay(day);
    }

    /**
     * The record of a day.
     *
     * @param sold at least one cell, of that day only
     */
    static ItemSalesDay of(String restaurant, String item, String currency, ItemDay sold) {
        ItemDays cells = sold.cells();
        List<ItemSalesCell> told = new ArrayList<>(cells.size());
        Tally total = Tally.ZERO;
        for (int i = 0; i < cells.size(); i++) {
            int slot = cells.slot(i);
            total = total.plus(cells.tally(i));
            told.add(ItemSalesCell.newBuilder()
                    .setOrderType(SoldAs.valueOf(Slot.orderTypeOfDaypart(slot).name()))
                    .setDaypart(Slot.daypart(slot))
                    .setSum(sum(cells.tally(i)))
                    .build());
        }
        return ItemSalesDay.newBuilder()
                .setRestaurantId(restaurant)
                .setItemId(item)
                .setBusinessDay(LocalDate.ofEpochDay(cells.day(0)))
                .setCurrency(currency)
                .setTotal(sum(total))
                .setCells(told)
                .setListPrices(sold.prices().stream()
                        .map(at -> new ItemListPrice(Fixed.moneyOf(at.price()), Fixed.quantityOf(at.units())))
                        .toList())
                .build();
    }

    /** A published day. */
    static ItemDay of(ItemSalesDay published) {
        List<AtPrice> prices = published.getListPrices().stream()
                .map(at -> new AtPrice(Fixed.money(at.getPrice()), Fixed.quantity(at.getUnits())))
                .toList();
        return new ItemDay(cells(published), prices);
    }

    private static ItemDays cells(ItemSalesDay published) {
        ItemDays.Builder cells = new ItemDays.Builder();
        int day = (int) published.getBusinessDay().toEpochDay();
        for (ItemSalesCell cell : published.getCells()) {
            OrderType type = OrderType.valueOf(cell.getOrderType().name());
            cells.add(day, Slot.ofDaypart(type, cell.getDaypart()), tally(cell.getSum()));
        }
        return cells.build();
    }

    private static ItemSalesSum sum(Tally tally) {
        return ItemSalesSum.newBuilder()
                .setUnits(Fixed.quantityOf(tally.units()))
                .setCostedUnits(Fixed.quantityOf(tally.costedUnits()))
                .setRevenue(Fixed.moneyOf(tally.revenue()))
                .setOrders(tally.orders())
                .setAttachedOrders(tally.attached())
                .setSquares(BigDecimal.valueOf(tally.squares(), SQUARE_SCALE))
                .build();
    }

    private static Tally tally(ItemSalesSum sum) {
        return new Tally(
                Fixed.quantity(sum.getUnits()),
                Fixed.quantity(sum.getCostedUnits()),
                Fixed.money(sum.getRevenue()),
                sum.getOrders(),
                sum.getAttachedOrders(),
                sum.getSquares().unscaledValue().longValueExact());
    }
}
