package io.handoff.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * Refuses JSON that Jackson reads but that we could not write again, or not read back: half
 * surrogate pairs in texts and names, and numbers whose exponent has more than nine digits.
 */
public final class StrictJsonParser extends JsonParserDelegate {

    /** {@code BigDecimal} holds these with as many digits before them as Jackson takes (1,000). */
    private static final int MAX_EXPONENT_DIGITS = 9;

    public StrictJsonParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == JsonToken.FIELD_NAME) {
            char[] name = currentName().toCharArray();
            checkText(name, 0, name.length);
        } else if (token == JsonToken.VALUE_STRING) {
            checkText(getTextCharacters(), getTextOffset(), getTextLength());
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            checkExponent(getText());
        }
        return token;
    }

    /** The delegate's own method would not come through {@link #nextToken}. */
    @Override
    public JsonToken nextValue() throws IOException {
        JsonToken token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    private void checkText(char[] text, int from, int length) throws JsonParseException {
        if (StoredText.hasHalfPair(text, from, length)) {
            throw new JsonParseException(this, "Half a surrogate pair in a string");
        }
    }

    private void checkExponent(String number) throws JsonParseException {
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (e < 0) {
            return;
        }
        int digits = e + 1;
        while (digits < number.length() && "+-0".indexOf(number.charAt(digits)) >= 0) {
            digits++;
        }
        if (number.length() - digits > MAX_EXPONENT_DIGITS) {
            throw new JsonParseException(
                    this,
                    "The exponent of a number has more than " + MAX_EXPONENT_DIGITS + " digits");
        }
    }
}
