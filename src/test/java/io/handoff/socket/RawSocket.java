package io.handoff.socket;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that can break every rule: it writes the bytes it is told to. */
public final class RawSocket implements Closeable {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;
    public static final int FIN = 0x80;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /** A TCP connection and nothing more; reads give up after 20 s. */
    public static RawSocket connect(int port) throws IOException {
        return connect(port, 0);
    }

    /**
     * @param receiveBuffer bytes the kernel may take for a client that does not read; 0: its
     *     default
     */
    public static RawSocket connect(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
        return new RawSocket(socket);
    }

    /** A WebSocket, its handshake done. */
    public static RawSocket open(int port) throws IOException {
        return open(port, 0);
    }

    public static RawSocket open(int port, int receiveBuffer) throws IOException {
        RawSocket client = connect(port, receiveBuffer);
        Answer answer = client.request(HANDSHAKE);
        if (answer.status != 101) {
            client.close();
            throw new IOException("refused: " + answer.head + answer.body);
        }
        return client;
    }

    public static final String HANDSHAKE =
            "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    /** An HTTP answer, head and body as they came. */
    public record Answer(int status, String head, String body) {

        public String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse(null);
        }
    }

    public Answer request(String request) throws IOException {
        write(request.getBytes(StandardCharsets.ISO_8859_1));
        return answer();
    }

    public Answer answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        int status = Integer.parseInt(head.substring(9, 12));
        String length = new Answer(status, head.toString(), "").header("content-length");
        byte[] body = in.readNBytes(length == null ? 0 : Integer.parseInt(length));
        return new Answer(status, head.toString(), new String(body, StandardCharsets.UTF_8));
    }

    public RawSocket write(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    public RawSocket text(String text) throws IOException {
        return send(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public RawSocket send(int firstByte, byte[] payload) throws IOException {
        return write(frame(firstByte, payload));
    }

    public RawSocket sendClose(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuffer payload = ByteBuffer.allocate(2 + text.length);
        return send(FIN | CLOSE, payload.putShort((short) code).put(text).array());
    }

    /** A masked frame. */
    public static byte[] frame(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) firstByte);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /** A frame as it came; {@link #closeCode} and {@link #text} read the payload. */
    public record Frame(int firstByte, byte[] payload) {

        public int opcode() {
            return firstByte & 0xF;
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int closeCode() {
            if (opcode() != CLOSE) {
                throw new AssertionError("not a close frame: " + firstByte + " " + text());
            }
            return payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
    }

    public Frame read() throws IOException {
        int firstByte = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(firstByte, payload);
    }

    /** Skips all up to the close frame. */
    public int readCloseCode() throws IOException {
        Frame frame = read();
        while (frame.opcode() != CLOSE) {
            frame = read();
        }
        return frame.closeCode();
    }

    /** Waits for the end of TCP; fails when more frames come. */
    public boolean ended() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException | EOFException e) {
            return true;
        }
    }

    /** Closes with RST instead of FIN. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
