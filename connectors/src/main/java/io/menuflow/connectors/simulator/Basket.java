package io.menuflow.connectors.simulator;

import java.util.Arrays;

/** Dishes on a check in the order in which they were first asked for, each once. */
final class Basket {

    private int[] dishes = new int[12];
    private long[] quantities = new long[12];
    private int size;

    /** Adds some of a dish, in hundredths. */
    void add(int dish, long quantity) {
        for (int i = 0; i < size; i++) {
            if (dishes[i] == dish) {
                quantities[i] += quantity;
                return;
            }
        }
        if (size == dishes.length) {
            dishes = Arrays.copyOf(dishes, 2 * size);
            quantities = Arrays.copyOf(quantities, 2 * size);
        }
        dishes[size] = dish;
        quantities[size++] = quantity;
    }

    int size() {
        return size;
    }

    /** The place on the menu of the {@code i}th dish. */
    int dish(int i) {
        return dishes[i];
    }

    /** How much of the {@code i}th dish, in hundredths. */
    long quantity(int i) {
        return quantities[i];
    }
}
