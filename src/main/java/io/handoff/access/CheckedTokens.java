package io.handoff.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers for a short while which tokens were good, by their hashes: the tokens themselves are
 * not kept. Bounded; the one that was not asked for longest goes first.
 */
final class CheckedTokens {

    private final long keepMillis;
    private final Map<ByteBuffer, Checked> entries;

    private record Checked(Caller caller, int generation, long until) {}

    CheckedTokens(Duration keep, int limit) {
        this.keepMillis = keep.toMillis();
        this.entries =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Checked> eldest) {
                        return size() > limit;
                    }
                };
    }

    static byte[] fingerprint(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param generation of the keys that count now
     * @return null if it is not known (any more)
     */
    synchronized Caller find(byte[] fingerprint, int generation, long now) {
        Checked entry = entries.get(ByteBuffer.wrap(fingerprint));
        return entry != null && entry.generation() == generation && now < entry.until()
                ? entry.caller()
                : null;
    }

    synchronized void add(byte[] fingerprint, Caller caller, int generation, long now) {
        if (keepMillis > 0) {
            long until = Math.min(caller.expiresAt(), now + keepMillis);
            entries.put(ByteBuffer.wrap(fingerprint), new Checked(caller, generation, until));
        }
    }
}
