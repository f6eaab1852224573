package io.handoff.channel;

import io.handoff.access.Caller;
import io.handoff.access.Denied;
import io.handoff.event.ChannelName;
import io.handoff.http.Problem;
import io.handoff.task.Task;
import io.handoff.task.TaskStore;

/** Decides which callers may read a channel. */
public final class ChannelAccess {

    private final TaskStore tasks;

    ChannelAccess(TaskStore tasks) {
        this.tasks = tasks;
    }

    /** Whether {@link #mayRead} has to read from the store, and so blocks. */
    public static boolean needsStore(Caller caller, ChannelName channel) {
        return channel.isTask() && !caller.readsAll();
    }

    /** May block, see {@link #needsStore}. */
    public boolean mayRead(Caller caller, ChannelName channel) {
        return caller.mayRead(channel.text(), id -> tasks.find(id).map(Task::owner));
    }

    /**
     * May block.
     *
     * @throws Problem 403 if the caller may not read it
     */
    void check(Caller caller, ChannelName channel) {
        if (!mayRead(caller, channel)) {
            throw foreign(channel);
        }
    }

    /** 403, whether the channel belongs to another user or does not exist. */
    public static Problem foreign(ChannelName channel) {
        return Denied.foreign("You may not read " + channel.text() + ", or it does not exist.");
    }
}
