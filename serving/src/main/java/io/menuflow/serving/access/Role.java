package io.menuflow.serving.access;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a key is for. Each may only what it needs: a till's key reads nothing, a screen's key changes nothing. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Sends transactions, and nothing else. */
    INGEST,
    /** Reads, and changes menus, days and settings. */
    MANAGER,
    /** Everything. */
    ADMIN;

    /** Whether a key of this role may call a route that asks for {@code need}. */
    public boolean may(Need need) {
        return switch (need) {
            case NOTHING -> true;
            case LIST, READ -> this != INGEST;
            case SEND -> this == INGEST || this == ADMIN;
            case WRITE, KEEP -> this == MANAGER || this == ADMIN;
            case OPERATE -> this == ADMIN;
        };
    }

    /** Whose keys may call a route that asks for {@code need}, in words. */
    public static String thoseWhoMay(Need need) {
        List<String> all = Stream.of(values())
                .filter(role -> role.may(need))
                .map(role -> role.written() + "s")
                .toList();
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }

    /** As it is written in files and messages. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
