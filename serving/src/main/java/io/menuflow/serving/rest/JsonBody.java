package io.menuflow.serving.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.regex.Pattern;

/** Reads a request's body as JSON, and says in plain words, with line and column, why it is none. */
final class JsonBody {

    /** What the parser advises its programmer: of no use to who sent the body. */
    private static final Pattern ADVICE = Pattern.compile("(: enable |: maybe a | \\(for ).*");

    private static final Pattern JARGON = Pattern.compile("`|Feature|Source|Stream");

    private JsonBody() {}

    /**
     * The one JSON value of {@code bytes}.
     *
     * @throws Problem.ProblemException 400 when there is none, more than one, or one beyond the limits of the mapper
     */
    static JsonNode read(ObjectMapper mapper, byte[] bytes) {
        try (JsonParser parser = mapper.createParser(bytes)) {
            return read(mapper, parser);
        } catch (IOException e) { // the bytes are in memory: all that is left is their encoding
            throw Problem.badRequest("the body is not valid JSON: it is not UTF-8");
        }
    }

    private static JsonNode read(ObjectMapper mapper, JsonParser parser) throws IOException {
        try {
            JsonNode value = mapper.readTree(parser);
            if (value == null) {
                throw Problem.badRequest("the request has no body; it must be JSON");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw wrong(reason(e), e.getLocation() == null ? parser.currentLocation() : e.getLocation());
        } catch (NumberFormatException e) {
            throw wrong("a number's exponent is too large", parser.currentTokenLocation());
        }
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "it ends before it is complete";
        }
        if (e instanceof StreamConstraintsException) {
            return "it is beyond the limits: " + RestApi.MAX_NESTING + " levels of nesting, " + RestApi.MAX_NUMBER
                    + " characters a number, " + RestApi.MAX_STRING + " a string";
        }
        if (e instanceof MismatchedInputException) { // of a tree, the mapper refuses nothing else
            return "something follows its end";
        }
        String reason = ADVICE.matcher(e.getOriginalMessage()).replaceFirst("");
        return JARGON.matcher(reason).find() ? "this is not JSON" : reason;
    }

    private static Problem.ProblemException wrong(String reason, JsonLocation at) {
        return Problem.badRequest("the body is not valid JSON at line " + at.getLineNr() + ", column "
                + at.getColumnNr() + ": " + reason);
    }
}
