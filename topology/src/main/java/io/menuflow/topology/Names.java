package io.menuflow.topology;

import java.util.List;

/** The names of steps and stores: the diagram's, and part of what a running cluster has on disk. */
public final class Names {

    /** Sources, one a topic. */
    public static final String SOURCE = "-source";

    public static final String RECEIVE_TRANSACTIONS = "receive-transactions";
    public static final String RECEIVE_RESTAURANTS = "receive-restaurants";
    public static final String RECEIVE_DAYS = "receive-days";
    public static final String RECEIVE_MENU_ITEMS = "receive-menu-items";
    public static final String RESTAURANTS = "keep-restaurants";
    public static final String DAYS = "keep-days";
    public static final String MENU_ITEMS = "keep-menu-items";
    public static final String INGEST = "ingest";
    public static final String SALES = "sales";
    public static final String PUBLISH_DAYS = "publish-days";
    public static final String CLASSIFY = "classify";
    public static final String CLOSE_DAYS = "close-days";

    public static final String STRAYS_SINK = "strays";
    public static final String DEAD_LETTERS_SINK = "dead-letters";
    public static final String ITEM_DAYS_SINK = "item-days";
    public static final String CLASSIFICATIONS_SINK = "classifications";
    public static final String FORECASTS_SINK = "forecasts-out";
    public static final String PRICES_SINK = "prices-out";
    public static final String MENU_CHANGES_SINK = "menu-changes";

    /** Restaurant to its record. */
    public static final String RESTAURANT_STORE = "restaurants";
    /** Restaurant and item to the menu's record. */
    public static final String MENU_STORE = "menus";
    /** Restaurant and business day to the facts of the day. */
    public static final String DAY_STORE = "days";
    /** Restaurant and check to the winning revision. */
    public static final String CHECK_STORE = "checks";
    /** Records that wait for their restaurant. */
    public static final String PARKING_STORE = "parked";
    /** Sums by restaurant, month and item. */
    public static final String SALES_STORE = "sales";
    /** Restaurant to its published menu. */
    public static final String SNAPSHOT_STORE = "snapshots";

    /** Restaurant and item, or nothing for the whole, to the published forecast. */
    public static final String FORECAST_STORE = "forecasts";
    /** Restaurant and item to the published price, and the blocks of days that prices rest on. */
    public static final String PRICE_STORE = "prices";

    /** All stores: what a copy of a partition consists of. */
    public static final List<String> STORES = List.of(
            RESTAURANT_STORE,
            MENU_STORE,
            DAY_STORE,
            CHECK_STORE,
            PARKING_STORE,
            SALES_STORE,
            SNAPSHOT_STORE,
            FORECAST_STORE,
            PRICE_STORE);

    private Names() {}
}
