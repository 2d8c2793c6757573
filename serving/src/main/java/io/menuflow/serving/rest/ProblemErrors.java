package io.menuflow.serving.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Problem documents for what the server refuses before any route sees it: a path that cannot be decoded, bad headers. */
final class ProblemErrors extends ErrorHandler {

    /** What the server refuses without a word. */
    private static final String WRONG_PATH = "its path has a control character, a step above its root, or a % that two"
            + " hexadecimal digits do not follow; % itself is %25";

    private static final String TOO_LONG = "its address and headers are longer than 8 KiB";

    /** Whatever the method: left to itself, the server explains only a GET, POST or HEAD. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback)
            throws IOException {
        String detail = "the request cannot be understood: "
                + (message == null || message.equals(HttpStatus.getMessage(code)) ? unsaid(code) : message);
        Problem problem = new Problem(RestApi.title(code), code, detail, List.of());
        SafeHeaders.put("/v1", response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        Content.Sink.write(response, true, json(problem), callback);
    }

    private static String unsaid(int code) {
        return code == HttpStatus.URI_TOO_LONG_414 || code == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431
                ? TOO_LONG
                : WRONG_PATH;
    }

    private static String json(Problem problem) {
        try {
            return new String(RestApi.mapper().writeValueAsBytes(problem), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
