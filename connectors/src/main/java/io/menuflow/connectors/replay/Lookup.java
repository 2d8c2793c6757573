package io.menuflow.connectors.replay;

/**
 * A column of amounts in another CSV file, by item.
 *
 * @param file as the mapping writes it: beside the mapping, or else beside the data
 * @param key the column with the item's id
 * @param value the column with the amount
 */
record Lookup(String file, Column key, Column value) {}
