package io.menuflow.serving.rest;

import io.javalin.http.Context;
import java.util.Map;
import java.util.function.BiConsumer;

/** What every answer says to a browser: take it for what it is, show it in no frame, tell nobody where it came from. */
final class SafeHeaders {

    /** Of pages: everything from this node, nothing inline. */
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    /** Swagger UI's style sheet has its icons in itself. */
    private static final String DOCS = PAGE.replace("img-src 'self'", "img-src 'self' data:");
    /** Of what is no page: nothing at all. */
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SafeHeaders() {}

    static void put(Context at) {
        put(at.path(), at::header);
    }

    /** Whether an answer is data, not a page or one of its files. */
    static boolean isData(String path) {
        return path.startsWith("/v1") || path.startsWith("/health") || path.equals("/metrics");
    }

    /** The headers of an answer to {@code path}. */
    static void put(String path, BiConsumer<String, String> header) {
        ALWAYS.forEach(header);
        boolean data = isData(path);
        header.accept("Content-Security-Policy", data ? DATA : path.equals("/docs") ? DOCS : PAGE);
        if (data) {
            header.accept("Cache-Control", "no-store");
        }
    }
}
