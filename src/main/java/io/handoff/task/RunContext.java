package io.handoff.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.store.Announcement;
import java.time.InstantSource;

/** What all runs share. */
record RunContext(ObjectMapper json, TaskIds ids, InstantSource clock, long maxResult) {

    Announcement announcement(String channel, String type, String data) {
        return new Announcement(channel, ids.next(), type, clock.millis(), data);
    }
}
