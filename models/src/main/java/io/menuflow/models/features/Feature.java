package io.menuflow.models.features;

import java.util.function.ToDoubleFunction;

/**
 * One number about an item at a day close. NaN is missing, never zero.
 *
 * @param name stable: models know it by this
 * @param unit what it counts
 * @param windowDays business days it looks back on, the closed one included; 0 when it is no sum over days
 * @param words how it is told to a person, after "its": {@code sales of the last week against the last four}
 */
public record Feature(String name, String unit, int windowDays, String words, ToDoubleFunction<ItemCut> value) {}
