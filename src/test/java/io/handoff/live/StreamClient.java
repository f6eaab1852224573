package io.handoff.live;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A reader of server-sent events, block by block; gives up after 20 s. */
public final class StreamClient implements Closeable {

    private final HttpURLConnection connection;
    private final BufferedReader lines;

    private StreamClient(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        this.lines =
                new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    public static StreamClient open(URL root, String path, String... headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(root, path).openConnection();
        connection.setReadTimeout(20_000);
        connection.setRequestProperty("Accept", "text/event-stream");
        for (int i = 0; i < headers.length; i += 2) {
            connection.setRequestProperty(headers[i], headers[i + 1]);
        }
        return new StreamClient(connection);
    }

    public int status() throws IOException {
        return connection.getResponseCode();
    }

    /** The fields of the next block that is no comment; null at the end. */
    public Map<String, String> next() throws IOException {
        Map<String, String> block = block();
        while (block != null && block.containsKey("")) {
            block = block();
        }
        return block;
    }

    /** The fields of the next block; a comment is the field without a name. Null at the end. */
    Map<String, String> block() throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !fields.isEmpty()) {
                return fields;
            }
            int colon = line.indexOf(':');
            if (colon >= 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
        return null;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
