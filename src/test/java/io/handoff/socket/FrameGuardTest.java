package io.handoff.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.limit.Limit;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.vertx.core.http.HttpClosedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client whose socket takes nothing, and a clock that the test moves. */
class FrameGuardTest {

    private static final SocketLimits LIMITS = new SocketLimits(100, 1000, 4, 4096, 50, 25, 10, 30);

    private final List<Object> written = new ArrayList<>();
    private final List<ChannelPromise> promises = new ArrayList<>();
    private final TestOwner owner = new TestOwner();

    private final FrameGuard guard = new FrameGuard(LIMITS, owner);

    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new ChannelOutboundHandlerAdapter() {
                        @Override
                        public void write(ChannelHandlerContext c, Object msg, ChannelPromise p) {
                            written.add(msg);
                            promises.add(p);
                        }
                    },
                    guard);

    @BeforeEach
    void upgrade() {
        respond(HttpResponseStatus.SWITCHING_PROTOCOLS);
        written.clear();
        promises.clear();
    }

    @Test
    void shouldReportOnceThatTheUpgradeWasAnswered() {
        respond(HttpResponseStatus.OK);
        assertEquals(List.of("opened"), owner.events);
    }

    @Test
    void shouldCloseWith4008WithOneMessageTooManyUnsentAndSendNothingAfter() {
        // given
        for (int i = 0; i < 4; i++) {
            send("news " + i);
        }
        assertEquals(4, written.size());

        // when
        send("one too many");
        ChannelFuture late = send("too late");

        // then
        assertEquals(4008, closeFrame(5).statusCode());
        assertInstanceOf(HttpClosedException.class, late.cause());
        assertTrue(channel.isOpen());
        owner.now += 29;
        guard.tick(owner.now);
        assertTrue(channel.isOpen());
        owner.now += 1;
        guard.tick(owner.now);
        assertFalse(channel.isOpen(), "cut when the close frame gets nowhere");
        assertEquals(List.of("opened", "closed 4008"), owner.events);
    }

    @Test
    void shouldNotCloseAClientThatTakesItsMessages() {
        for (int i = 0; i < 100; i++) {
            send("news");
            promises.get(i).setSuccess();
        }
        assertEquals(100, written.size());
        assertEquals(0, owner.unsent.sum());
        assertTrue(written.stream().allMatch(TextWebSocketFrame.class::isInstance));
    }

    @Test
    void shouldCloseWith4008WhenNothingMoves() {
        guard.tick(owner.now);
        send("news");
        owner.now += 20;
        guard.tick(owner.now);
        channel.writeInbound(new TextWebSocketFrame("I am alive, but do not read"));
        owner.now += 31;
        guard.tick(owner.now);
        assertEquals(4008, closeFrame(written.size() - 1).statusCode());
    }

    @Test
    void shouldHoldMessagesBackWhileTheClientTakesNothing() {
        // given: more than half of what may be unsent
        send("1");
        send("2");
        send("3");

        // when
        channel.writeInbound(new TextWebSocketFrame("hello"));

        // then
        assertTrue(channel.inboundMessages().isEmpty());
        assertFalse(channel.config().isAutoRead());

        // when: it takes something
        promises.get(0).setSuccess();
        channel.runPendingTasks();

        // then
        TextWebSocketFrame passed = channel.readInbound();
        assertEquals("hello", passed.text());
        assertTrue(channel.config().isAutoRead());
    }

    @Test
    void shouldPingAndGiveUpWithoutAnswer() {
        owner.now += 25;
        guard.tick(owner.now);
        assertInstanceOf(PingWebSocketFrame.class, written.get(0));
        promises.get(0).setSuccess();
        owner.now += 10;
        guard.tick(owner.now);
        assertEquals(4000, closeFrame(1).statusCode());
    }

    @Test
    void shouldEnforceALimitThatIsOnlyCountedFromEightTimesOn() {
        owner.enforced = false;
        for (int i = 0; i < 32; i++) {
            send("news " + i);
        }
        assertEquals(32, written.size());
        assertTrue(owner.reached.contains(Limit.UNSENT));

        send("one too many");

        assertEquals(4008, closeFrame(33).statusCode());
    }

    @Test
    void shouldOnlyCountAMissingPongIfThatLimitIsOnlyCounted() {
        owner.enforced = false;
        owner.now += 25;
        guard.tick(owner.now);
        promises.get(0).setSuccess();
        owner.now += 10;
        guard.tick(owner.now);

        assertEquals(List.of(Limit.PONG), owner.reached);
        assertEquals(1, written.size());
        owner.now += 25;
        guard.tick(owner.now);
        assertInstanceOf(PingWebSocketFrame.class, written.get(1));
    }

    private void respond(HttpResponseStatus status) {
        channel.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private ChannelFuture send(String text) {
        return channel.writeAndFlush(new TextWebSocketFrame(text));
    }

    private CloseWebSocketFrame closeFrame(int index) {
        return assertInstanceOf(CloseWebSocketFrame.class, written.get(index));
    }
}
