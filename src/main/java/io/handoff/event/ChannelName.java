package io.handoff.event;

import io.handoff.http.Names;
import io.handoff.http.Problem;
import java.util.List;
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

    private static final List<String> NAMESPACES =
            List.of(Channels.TASK, Channels.USER, Channels.ROOM);

    /** Whether this is a valid name, in Unicode's form NFC. */
    public static boolean isValid(@Nullable String text) {
        if (text == null) {
            return false;
        }
        return text.equals(Channels.MONITOR)
                || text.equals(Channels.AUDIT)
                || NAMESPACES.stream()
                        .anyMatch(
                                space ->
                                        text.startsWith(space)
                                                && Names.isName(text.substring(space.length())));
    }

    /**
     * @throws Problem 400 if the name is invalid
     */
    public static ChannelName of(@Nullable String text) {
        String name = text == null ? null : Names.normalised(text);
        if (name == null || !isValid(name)) {
            throw Problem.badRequest(FORMS + " " + Names.RULE);
        }
        return new ChannelName(name);
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
