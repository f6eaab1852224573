package io.handoff.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import io.handoff.internals.JsonBuffers;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Checks JSON that clients send, and converts it to the compact form in which it is stored. */
public final class JsonText {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private JsonText() {}

    /**
     * The JSON object in {@code body}, compact, on one line, with every digit of its numbers.
     *
     * @throws Problem 400 with what is wrong and where
     */
    public static String object(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw Problem.badRequest("The body is empty; send a JSON object.");
        }
        // Jackson decodes some invalid sequences, overlong forms for example.
        if (!Utf8.isValid(body)) {
            throw Problem.badRequest("The body is not valid UTF-8.");
        }
        try (JsonParser parser = new StrictJsonParser(FACTORY.createParser(body))) {
            return compact(parser);
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("Invalid JSON in the body: " + where(e));
        } catch (IOException e) {
            throw Problem.badRequest("Invalid JSON in the body: it must be encoded in UTF-8.");
        }
    }

    /** A parser of a text by the same rules, without the one that it must be an object. */
    public static JsonParser parser(String text) throws IOException {
        return new StrictJsonParser(FACTORY.createParser(text));
    }

    private static String compact(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Problem.badRequest("The body must be a JSON object, {…}.");
        }
        SegmentedStringWriter out = JsonBuffers.writer(FACTORY);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.copyCurrentStructureExact(parser);
        }
        if (parser.nextToken() != null) {
            throw Problem.badRequest("The body must end after the JSON object.");
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

    /** {@code text} as a JSON string, with quotes. */
    public static String quote(@Nullable String text) {
        try {
            SegmentedStringWriter out = JsonBuffers.writer(FACTORY);
            try (JsonGenerator generator = FACTORY.createGenerator(out)) {
                generator.writeString(text);
            }
            return out.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
