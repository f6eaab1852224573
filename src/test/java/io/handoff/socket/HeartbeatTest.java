package io.handoff.socket;

import static io.handoff.socket.Heartbeat.Due.GIVE_UP;
import static io.handoff.socket.Heartbeat.Due.NOTHING;
import static io.handoff.socket.Heartbeat.Due.PING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heartbeat = new Heartbeat(25, 10, 1000);

    @Test
    void shouldPingEveryIntervalWhileTheClientAnswers() {
        assertEquals(NOTHING, heartbeat.due(1024));
        assertEquals(PING, heartbeat.due(1025));
        assertEquals(NOTHING, heartbeat.due(1026));
        heartbeat.heard();
        assertEquals(NOTHING, heartbeat.due(1049));
        assertEquals(PING, heartbeat.due(1050));
    }

    @Test
    void shouldGiveUpAClientThatDoesNotAnswerInTime() {
        assertEquals(PING, heartbeat.due(1030));
        assertEquals(NOTHING, heartbeat.due(1039));
        assertEquals(GIVE_UP, heartbeat.due(1040));
    }
}
