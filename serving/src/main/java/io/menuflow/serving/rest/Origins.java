package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.menuflow.serving.access.DeniedException;
import java.util.Set;

/**
 * Whose pages may use this node. A browser sends any page's requests to localhost, and says in Origin whose they are:
 * our own page's, those of the settings, or nobody's. Programs send no Origin.
 */
record Origins(Set<String> allowed) {

    private static final String METHODS = "GET, PUT, POST, DELETE";
    private static final String HEADERS = "Authorization, Content-Type, " + Guard.KEY_HEADER;
    private static final String EXPOSED = "Location, Retry-After, WWW-Authenticate";
    private static final String REMEMBERED_S = "600";

    /** Refuses other pages, and answers what a browser asks before it lets an allowed page ask (CORS). */
    void admit(Context at) {
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
}
