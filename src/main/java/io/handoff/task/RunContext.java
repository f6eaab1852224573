package io.handoff.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.store.Announcement;
import io.handoff.store.Channels;
import io.handoff.store.Ids;
import java.time.InstantSource;

/** What all runs share. */
record RunContext(ObjectMapper json, Ids ids, InstantSource clock, long maxResult) {

    Announcement announcement(
            String user, String type, String collapseKey, long expiresAt, String data) {
        return new Announcement(
                Channels.USER + user,
                ids.next(),
                type,
                clock.millis(),
                null,
                collapseKey,
                expiresAt,
                data);
    }
}
