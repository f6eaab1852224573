package io.handoff.bench.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.handoff.bench.load.Fields;
import io.handoff.bench.socket.Upgrade;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnoutTest {

    private final Turnout turnout = new Turnout(4);

    @Test
    void shouldTellFullFromAnythingElse() throws Exception {
        answer("503 Service Unavailable\r\nRetry-After: 5");
        answer("503 Service Unavailable");
        answer("429 Too Many Requests\r\nRetry-After: 5");

        assertFalse(turnout.await(0));
        Fields fields = turnout.fields();
        assertEquals(1, fields.integer("refused"));
        // One had no Retry-After, one another status, one never came.
        assertEquals(3, fields.integer("other"));
        assertEquals(0, fields.integer("admitted"));
    }

    private void answer(String status) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        EmbeddedChannel channel =
                new EmbeddedChannel(
                        new Upgrade(80, "/ws/live", new ChannelInboundHandlerAdapter(), done));
        channel.writeInbound(
                Unpooled.copiedBuffer(
                        "HTTP/1.1 " + status + "\r\n\r\n", StandardCharsets.US_ASCII));
        done.thenApply(nothing -> "")
                .whenComplete((in, failure) -> turnout.count(System.nanoTime(), null, failure));
    }
}
