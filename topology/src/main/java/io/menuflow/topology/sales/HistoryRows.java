package io.menuflow.topology.sales;

import io.menuflow.topology.menu.Days;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.store.RowSource;

/** Where a restaurant's history lies: its sums, its menu, and the facts of its days. */
public record HistoryRows(RowSource sales, Menus menus, Days days) {}
