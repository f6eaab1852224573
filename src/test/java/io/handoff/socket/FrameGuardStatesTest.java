package io.handoff.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.http.HttpClosedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The transitions that {@link FrameGuard} draws. */
class FrameGuardStatesTest {

    private static final SocketLimits LIMITS =
            new SocketLimits(100, 1000, 10, 4096, 50, 25, 10, 30);

    private final TestOwner owner = new TestOwner();
    private final FrameGuard guard = new FrameGuard(LIMITS, owner);
    private final EmbeddedChannel channel = new EmbeddedChannel(guard);

    @Test
    void shouldLeaveTheConnectionIfTheUpgradeIsRefused() {
        respond(HttpResponseStatus.SERVICE_UNAVAILABLE);

        assertEquals(List.of("refused"), owner.events);
        assertNull(channel.pipeline().get(FrameGuard.class));
        assertTrue(channel.isOpen());
        channel.close();
        assertEquals(List.of("refused"), owner.events);
    }

    @Test
    void shouldReportARefusalIfTcpEndsBeforeTheAnswer() {
        channel.close();

        assertEquals(List.of("refused"), owner.events);
    }

    @Test
    void shouldEndTcpIfItIsClosedBeforeTheAnswer() {
        guard.send(Unpooled.copiedBuffer(new byte[] {'x'}));
        guard.close(CloseCode.RESTART, "restarting");

        assertFalse(channel.isOpen());
        assertNull(channel.readOutbound());
        assertEquals(List.of("refused"), owner.events);
    }

    @Test
    void shouldCloseWhenItIsOpenForAViolationBefore() {
        channel.pipeline()
                .fireExceptionCaught(
                        new CorruptedWebSocketFrameException(
                                WebSocketCloseStatus.PROTOCOL_ERROR, "no frame"));
        assertNull(channel.readOutbound());

        open();
        channel.runPendingTasks();

        assertEquals(1002, sentClose().statusCode());
    }

    @Test
    void shouldTakeAFrameBeforeTheAnswerForAViolation() {
        channel.writeInbound(new TextWebSocketFrame("too early"));

        open();
        channel.runPendingTasks();

        assertNull(channel.readInbound());
        assertEquals(1002, sentClose().statusCode());
    }

    @Test
    void shouldReportAnAbnormalEndIfTcpEndsWithoutACloseFrame() {
        open();

        channel.close();

        assertEquals(List.of("opened", "closed 1006"), owner.events);
    }

    @Test
    void shouldAnswerThePeersCloseFrameWithItsOwnContent() {
        open();

        channel.writeInbound(new TextWebSocketFrame("hi"), new CloseWebSocketFrame(4321, "bye"));

        assertEquals("hi", channel.<TextWebSocketFrame>readInbound().text());
        assertEquals(4321, channel.<CloseWebSocketFrame>readInbound().statusCode());
        channel.writeOutbound(new CloseWebSocketFrame(1000, "of the framework"));
        CloseWebSocketFrame answer = channel.readOutbound();
        assertEquals(4321, answer.statusCode());
        assertEquals("bye", answer.reasonText());
        assertFalse(channel.isOpen());
        assertEquals(List.of("opened", "closed 4321"), owner.events);
    }

    @Test
    void shouldAnswerMessagesBeforeItClosesForAViolation() {
        open();

        channel.writeInbound(
                new TextWebSocketFrame("hi"),
                new BinaryWebSocketFrame(),
                new TextWebSocketFrame("discarded"));

        assertEquals("hi", channel.<TextWebSocketFrame>readInbound().text());
        assertNull(channel.readInbound());
        assertEquals(1003, sentClose().statusCode());
        assertTrue(channel.isOpen(), "until the peer answers");
        channel.writeInbound(new CloseWebSocketFrame(1003, ""));
        assertFalse(channel.isOpen());
        assertEquals(List.of("opened", "closed 1003"), owner.events);
    }

    @Test
    void shouldCloseOnceAndForTheFirstReason() {
        open();

        guard.close(CloseCode.RESTART, "restarting");
        guard.close(CloseCode.SLOW_READER, "reading too slowly");
        guard.send(Unpooled.copiedBuffer(new byte[] {'x'}));

        assertEquals(1012, sentClose().statusCode());
        assertNull(channel.readOutbound());
        assertInstanceOf(HttpClosedException.class, write("too late").cause());
        assertTrue(write(new CloseWebSocketFrame(1000, "")).isSuccess());
        channel.writeInbound(new CloseWebSocketFrame(1012, ""));
        assertFalse(channel.isOpen());
        assertEquals(List.of("opened", "closed 1012"), owner.events);
    }

    @Test
    void shouldEndTcpIfThePeerDoesNotAnswerOurCloseFrame() {
        open();
        channel.pipeline()
                .fireExceptionCaught(
                        new CorruptedWebSocketFrameException(
                                WebSocketCloseStatus.PROTOCOL_ERROR, "reserved bits"));
        channel.runPendingTasks();
        assertEquals(1002, sentClose().statusCode());

        guard.tick(owner.now + 29);
        assertTrue(channel.isOpen());
        guard.tick(owner.now + 30);

        assertFalse(channel.isOpen());
        assertEquals(List.of("opened", "closed 1002"), owner.events);
    }

    @Test
    void shouldEndTcpAtOnceAfterAnInvalidCloseCode() {
        open();

        channel.writeInbound(new CloseWebSocketFrame(true, 0, Unpooled.copyShort(5000)));

        assertEquals(1002, sentClose().statusCode());
        assertFalse(channel.isOpen());
        assertEquals(List.of("opened", "closed 1002"), owner.events);
    }

    private void open() {
        respond(HttpResponseStatus.SWITCHING_PROTOCOLS);
        assertEquals(List.of("opened"), owner.events);
    }

    private void respond(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
        channel.<Object>readOutbound();
    }

    private ChannelFuture write(String text) {
        return write(new TextWebSocketFrame(text));
    }

    private ChannelFuture write(Object frame) {
        return channel.writeAndFlush(frame);
    }

    private CloseWebSocketFrame sentClose() {
        return assertInstanceOf(CloseWebSocketFrame.class, channel.readOutbound());
    }
}
