package io.handoff.channel;

import io.handoff.access.Caller;
import io.handoff.access.Denied;
import io.handoff.event.ChannelName;
import io.handoff.http.Problem;
import io.handoff.task.Task;
import io.handoff.task.TaskStore;

/** Who may hear what. */
public final class ChannelAccess {

    private final TaskStore tasks;

    ChannelAccess(TaskStore tasks) {
        this.tasks = tasks;
    }

    /** Whether {@link #mayRead} would have to look into the store, and so block. */
    public static boolean needsLook(Caller caller, ChannelName channel) {
        return channel.isTask() && !caller.readsAll();
    }

    /** May block, see {@link #needsLook}. */
    public boolean mayRead(Caller caller, ChannelName channel) {
        return caller.mayRead(channel.text(), id -> tasks.find(id).map(Task::owner));
    }

    /**
     * May block.
     *
     * @throws Problem 403 if it is not the caller's
     */
    void check(Caller caller, ChannelName channel) {
        if (!mayRead(caller, channel)) {
            throw foreign(channel);
        }
    }

    /** 403: the same for what is somebody else's and what there is not. */
    public static Problem foreign(ChannelName channel) {
        return Denied.foreign("The channel " + channel.text() + " is not yours, or there is none.");
    }
}
