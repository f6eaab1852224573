package io.handoff.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers verified tokens for a short while, by their hashes only. Bounded, with LRU eviction.
 */
final class TokenCache {

    private final long keepMillis;
    private final Map<ByteBuffer, Entry> entries;

    private record Entry(Caller caller, TrustedKeys keys, long until) {}

    TokenCache(Duration keep, int limit) {
        this.keepMillis = keep.toMillis();
        this.entries =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Entry> eldest) {
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
     * @param keys the current ones: a token verified with others is verified again
     * @return null if there is no entry that is still valid
     */
    synchronized Caller find(byte[] fingerprint, TrustedKeys keys, long now) {
        Entry entry = entries.get(ByteBuffer.wrap(fingerprint));
        return entry != null && entry.keys() == keys && now < entry.until() ? entry.caller() : null;
    }

    synchronized void add(byte[] fingerprint, Caller caller, TrustedKeys keys, long now) {
        if (keepMillis > 0) {
            long until = Math.min(caller.expiresAt(), now + keepMillis);
            entries.put(ByteBuffer.wrap(fingerprint), new Entry(caller, keys, until));
        }
    }
}
