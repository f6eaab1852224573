package io.handoff.task.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.event.Channels;
import io.handoff.event.Conditions;
import io.handoff.event.Ids;
import io.handoff.event.NewEvent;
import java.time.InstantSource;

/** What all runs share. */
public record RunContext(ObjectMapper json, Ids ids, InstantSource clock, long maxResult) {

    NewEvent eventFor(String user, String type, Conditions conditions, String data) {
        return new NewEvent(
                Channels.USER + user, ids.next(), type, clock.millis(), null, conditions, data);
    }
}
