package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.menuflow.serving.access.DeniedException;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages may use this node. A browser sends any page's requests to localhost, and says in Origin whose they are:
 * our own page's, those of the settings, or nobody's. Programs send no Origin.
 *
 * <p>Where no key is asked for, our own page must also be under a name that nobody else can own: a stranger's name may be made to
 * lead here (DNS rebinding), and its page is then taken for ours.
 *
 * @param open whether no key is asked for
 */
record Origins(Set<String> allowed, boolean open) {

    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-fA-F:.]+]|[0-9.]+");
    /** Without a dot, or of a domain that is not sold. */
    private static final Pattern LOCAL_NAME =
            Pattern.compile("[^.]+|.+\\.(localhost|local|internal|home\\.arpa)", Pattern.CASE_INSENSITIVE);

    private static final String METHODS = "GET, PUT, POST, DELETE";
    private static final String HEADERS = "Authorization, Content-Type, " + Guard.KEY_HEADER;
    private static final String EXPOSED = "Location, Retry-After, WWW-Authenticate";
    private static final String REMEMBERED_S = "600";

    /** Refuses other pages, and answers what a browser asks before it lets an allowed page ask (CORS). */
    void admit(Context at) {
        refuseStrangersName(at.header("Host"));
        String origin = at.header("Origin");
        if (!allowed.isEmpty()) {
            at.header("Vary", "Origin");
        }
        if (origin == null || origin.replaceFirst("^https?://", "").equals(at.header("Host"))) {
            return;
        }
        if (!allowed.contains(origin)) {
            throw DeniedException.forbidden("pages of " + origin + " may not use this node");
        }
        at.header("Access-Control-Allow-Origin", origin);
        at.header("Access-Control-Expose-Headers", EXPOSED);
        if (at.method().equals(HandlerType.OPTIONS) && at.header("Access-Control-Request-Method") != null) {
            at.header("Access-Control-Allow-Methods", METHODS);
            at.header("Access-Control-Allow-Headers", HEADERS);
            at.header("Access-Control-Max-Age", REMEMBERED_S);
            at.status(204).skipRemainingHandlers();
        }
    }

    private void refuseStrangersName(@Nullable String host) {
        String name = host == null ? "" : host.replaceFirst(":\\d*$", "");
        boolean ours = !open
                || name.isEmpty()
                || ADDRESS.matcher(name).matches()
                || LOCAL_NAME.matcher(name).matches()
                || allowed.stream()
                        .anyMatch(origin ->
                                name.equalsIgnoreCase(URI.create(origin).getHost()));
        if (!ours) {
            throw DeniedException.forbidden("a node that asks for no key does not answer under the name " + name
                    + ", which may be a stranger's; menuflow.http.cors-origins may name it");
        }
    }
}
