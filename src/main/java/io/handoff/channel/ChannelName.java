package io.handoff.channel;

import io.handoff.http.Problem;
import io.handoff.store.Channels;
import java.util.regex.Pattern;

/**
 * The name of a channel: {@code task:{id}}, {@code user:{name}} or {@code room:{name}}.
 *
 * @param text the whole name
 */
public record ChannelName(String text) {

    private static final Pattern FORM =
            Pattern.compile("(task|user|room):[\\p{L}\\p{N}._@+-]{1,128}");

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
                    "A channel is named task:{id}, user:{name} or room:{name}; names have 1 to 128"
                            + " letters, digits or any of . _ @ + - in them.");
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
