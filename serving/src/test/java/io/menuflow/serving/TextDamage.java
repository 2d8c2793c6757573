package io.menuflow.serving;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Text that was right once: words of it left out, doubled, exchanged, or replaced by what readers trip over. */
public final class TextDamage {

    private static final String DEEP = "[".repeat(200);
    private static final String LONG = "x".repeat(5_000);
    private static final String DIGITS = "9".repeat(300);
    private static final List<String> TRAPS = List.of(
            "",
            " ",
            "\"",
            "'",
            "\"\"",
            "null",
            "true",
            "NaN",
            "-",
            "0",
            "-0",
            "-1",
            "1e999999999",
            "1E-999999999",
            "0E-999999999",
            "9223372036854775808",
            "99999999999999999999",
            "0.0000001",
            ".",
            ",",
            ";",
            "\n",
            "\r\n",
            "\t",
            "\u0000",
            "\\u0000",
            "\\ud800",
            "\ud83c\udf72",
            "\u202e",
            "\ufeff",
            "{",
            "}",
            "[]",
            "{}",
            ":",
            "%",
            "%zz",
            "&",
            "=",
            "+",
            "#",
            "*",
            "&a",
            "!!",
            "|",
            "2026-02-30",
            "2026-03-29 02:30",
            "29/02/2025 12:00",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "1677-09-21T00:12:43Z",
            "24:00",
            "99:99",
            "Europe/Rome",
            "GMT+25",
            "XAU",
            "VOIDED",
            "REFUND",
            "£1,000.00",
            "(5)",
            DEEP,
            LONG,
            DIGITS);

    private TextDamage() {}

    /** {@code good} damaged one to four times, with words of {@code other}; a word is what {@code words} finds. */
    public static byte[] to(String good, String other, Pattern words, Random random) {
        List<String> text = words(good, words);
        List<String> more = words(other, words);
        for (int times = 1 + random.nextInt(4); times > 0 && !text.isEmpty(); times--) {
            int at = random.nextInt(text.size());
            String trap = TRAPS.get(random.nextInt(TRAPS.size()));
            switch (random.nextInt(8)) {
                case 0 -> text.remove(at);
                case 1 -> text.add(at, text.get(random.nextInt(text.size())));
                case 2 -> text.set(at, more.get(random.nextInt(more.size())));
                case 3 -> text.add(at, trap);
                case 4 -> text.set(at, "\"" + trap + "\"");
                case 5 ->
                    text.subList(at, Math.min(text.size(), at + random.nextInt(8)))
                            .clear();
                default -> text.set(at, trap);
            }
        }
        byte[] bytes = String.join("", text).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(); // no longer UTF-8, perhaps
        }
        return bytes;
    }

    /** The words and what stands between them. */
    private static List<String> words(String text, Pattern words) {
        List<String> found = new ArrayList<>();
        int end = 0;
        for (var word :
                (Iterable<java.util.regex.MatchResult>) words.matcher(text).results()::iterator) {
            found.add(text.substring(end, word.start()));
            found.add(word.group());
            end = word.end();
        }
        found.add(text.substring(end));
        return found;
    }
}
