package io.menuflow.connectors.simulator;

import java.util.SplittableRandom;

/** Independent random streams named by what they decide, so that asking for one never moves another. */
final class Seeds {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** The stream for {@code purpose} in a restaurant, numbered within it, e.g. by day. */
    static SplittableRandom random(long seed, String restaurantId, String purpose, long number) {
        return random(state(seed, restaurantId, purpose), number);
    }

    /** A stream of a {@link #state}. */
    static SplittableRandom random(long state, long number) {
        return new SplittableRandom(mix(state + number * GOLDEN));
    }

    /** What the numbered streams for {@code purpose} in a restaurant have in common. */
    static long state(long seed, String restaurantId, String purpose) {
        long state = mix(seed + GOLDEN);
        state = mix(state ^ hash(restaurantId));
        return mix(state ^ hash(purpose));
    }

    /** FNV-1a: {@link String#hashCode} has too few bits to keep 1,000 copies of a restaurant apart. */
    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /** The finalizer of MurmurHash3. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }
}
