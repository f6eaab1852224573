package io.handoff.event;

import io.handoff.http.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a channel: {@code task:{id}}, {@code user:{name}}, {@code room:{name}}, {@code
 * ops:monitor} or {@code ops:audit}.
 *
 * @param text the whole name
 */
public record ChannelName(String text) {

    /** For error messages. */
    public static final String FORMS =
            "A channel is named task:{id}, user:{name}, room:{name}, ops:monitor or ops:audit.";

    private static final Pattern FORM =
            Pattern.compile("(task|user|room):[\\p{L}\\p{N}._@+-]{1,128}|ops:(monitor|audit)");

    /** Whether this is a valid name. */
    public static boolean isValid(@Nullable String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /**
     * @throws Problem 400 if the name is invalid
     */
    public static ChannelName of(@Nullable String text) {
        if (text == null || !isValid(text)) {
            throw Problem.badRequest(
                    FORMS + " A name is 1 to 128 letters, digits or any of . _ @ + -");
        }
        return new ChannelName(text);
    }

    public boolean isTask() {
        return text.startsWith(Channels.TASK);
    }

    public boolean isRoom() {
        return text.startsWith(Channels.ROOM);
    }

    /** The part after the colon. */
    public String name() {
        return text.substring(text.indexOf(':') + 1);
    }
}
