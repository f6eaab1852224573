package io.handoff.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Checks JSON that clients send, and brings it into the one-line form in which it is kept. */
public final class JsonText {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private JsonText() {}

    /**
     * The JSON object in {@code body}, compact, on one line, with every digit of its numbers.
     *
     * @throws Problem 400 that says what is wrong where
     */
    public static String object(byte[] body) {
        if (body == null || body.length == 0) {
            throw Problem.badRequest("The body is empty; send a JSON object.");
        }
        try (JsonParser parser = FACTORY.createParser(body)) {
            return compact(parser);
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("The body is not JSON: " + where(e));
        } catch (IOException e) {
            throw Problem.badRequest("The body is not JSON in UTF-8.");
        }
    }

    private static String compact(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Problem.badRequest("The body must be a JSON object: {…}.");
        }
        SegmentedStringWriter out = new SegmentedStringWriter(FACTORY._getBufferRecycler());
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.copyCurrentStructureExact(parser);
        }
        if (parser.nextToken() != null) {
            throw Problem.badRequest("The body goes on after the JSON object.");
        }
        return out.getAndClear();
    }

    private static String where(JsonProcessingException e) {
        String place =
                e.getLocation() == null
                        ? ""
                        : " (line "
                                + e.getLocation().getLineNr()
                                + ", column "
                                + e.getLocation().getColumnNr()
                                + ")";
        return e.getOriginalMessage() + place;
    }

    /** {@code text} as a JSON string, quotes included. */
    public static String quote(String text) {
        try {
            SegmentedStringWriter out = new SegmentedStringWriter(FACTORY._getBufferRecycler());
            try (JsonGenerator generator = FACTORY.createGenerator(out)) {
                generator.writeString(text);
            }
            return out.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
