package io.menuflow.serving.access;

import java.util.Locale;

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

    /** As it is written in files and messages. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
