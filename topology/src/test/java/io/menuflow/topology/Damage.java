package io.menuflow.topology;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes that were right once. */
final class Damage {

    /** What decoders trip over: lengths of two gigabytes, ends of numbers, most and least of a long. */
    private static final List<byte[]> TRAPS = List.of(
            new byte[] {(byte) 0xF0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
            new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
            new byte[] {-2, -1, -1, -1, -1, -1, -1, -1, -1, 1},
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
            new byte[] {0},
            new byte[] {1},
            new byte[] {(byte) 0x7F},
            new byte[] {(byte) 0x80},
            new byte[] {(byte) 0xFF},
            new byte[] {(byte) 0xC3, 0x28},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});

    private Damage() {}

    /** Some of {@code good}, damaged one to four times, with pieces of {@code other}. */
    static byte[] to(byte[] good, byte[] other, Random random) {
        byte[] bytes = good;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + random.nextInt(1 + random.nextInt(24)));
            byte[] trap = TRAPS.get(random.nextInt(TRAPS.size()));
            bytes = switch (random.nextInt(8)) {
                case 0 -> joined(bytes, from, new byte[0], to); // some left out
                case 1 -> joined(bytes, to, Arrays.copyOfRange(bytes, from, to), to); // some twice
                case 2 -> joined(bytes, from, trap, from);
                case 3 -> joined(bytes, from, trap, Math.min(bytes.length, from + trap.length));
                case 4 -> Arrays.copyOf(bytes, from);
                case 5 -> joined(bytes, from, piece(other, random), to);
                case 6 -> {
                    byte[] any = new byte[random.nextInt(16)];
                    random.nextBytes(any);
                    yield joined(bytes, from, any, to);
                }
                default -> {
                    byte[] flipped = bytes.clone();
                    if (from < flipped.length) {
                        flipped[from] ^= (byte) (1 << random.nextInt(8));
                    }
                    yield flipped;
                }
            };
        }
        return bytes;
    }

    private static byte[] piece(byte[] other, Random random) {
        int from = random.nextInt(other.length);
        return Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from + 1));
    }

    private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
        byte[] joined = Arrays.copyOf(bytes, until + between.length + bytes.length - from);
        System.arraycopy(between, 0, joined, until, between.length);
        System.arraycopy(bytes, from, joined, until + between.length, bytes.length - from);
        return joined;
    }
}
