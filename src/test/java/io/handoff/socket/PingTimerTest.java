package io.handoff.socket;

import static io.handoff.socket.PingTimer.Due.GIVE_UP;
import static io.handoff.socket.PingTimer.Due.NOTHING;
import static io.handoff.socket.PingTimer.Due.PING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PingTimerTest {

    private final PingTimer pingTimer = new PingTimer(25, 10, 1000);

    @Test
    void shouldPingEveryIntervalWhileTheClientAnswers() {
        assertEquals(NOTHING, pingTimer.due(1024));
        assertEquals(PING, pingTimer.due(1025));
        assertEquals(NOTHING, pingTimer.due(1026));
        pingTimer.received();
        assertEquals(NOTHING, pingTimer.due(1049));
        assertEquals(PING, pingTimer.due(1050));
    }

    @Test
    void shouldGiveUpAClientThatDoesNotAnswerInTime() {
        assertEquals(PING, pingTimer.due(1030));
        assertEquals(NOTHING, pingTimer.due(1039));
        assertEquals(GIVE_UP, pingTimer.due(1040));
    }
}
