package io.handoff.event;

import io.handoff.http.Problem;
import java.util.regex.Pattern;

/**
 * The name of a channel: {@code task:{id}}, {@code user:{name}}, {@code room:{name}}, {@code
 * ops:monitor} or {@code ops:audit}.
 *
 * @param text the whole name
 */
public record ChannelName(String text) {

    /** What to say to who asks for something else. */
    public static final String FORMS =
            "A channel is named task:{id}, user:{name}, room:{name}, ops:monitor or ops:audit.";

    private static final Pattern FORM =
            Pattern.compile("(task|user|room):[\\p{L}\\p{N}._@+-]{1,128}|ops:(monitor|audit)");

    /** Whether there may be a channel of that name. */
    public static boolean isOne(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /**
     * @throws Problem 400 if there can be no such channel
     */
    public static ChannelName of(String text) {
        if (!isOne(text)) {
            throw Problem.badRequest(
                    FORMS + " Names have 1 to 128 letters, digits or any of . _ @ + - in them.");
        }
        return new ChannelName(text);
    }

    public boolean isTask() {
        return text.startsWith(Channels.TASK);
    }

    public boolean isRoom() {
        return text.startsWith(Channels.ROOM);
    }

    /** What stands after the colon. */
    public String name() {
        return text.substring(text.indexOf(':') + 1);
    }
}
