package io.handoff.access;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.jose4j.keys.HmacKey;

/**
 * One key for one algorithm, set at the start; the ids that tokens give their keys do not matter.
 */
record FixedKey(String algorithm, Key key) implements SigningKeys {

    private static final int MIN_SECRET_BYTES = 32;
    private static final int MIN_RSA_BITS = 2048;
    private static final int P256_BITS = 256;

    /**
     * @throws IllegalArgumentException that says what is wrong with the secret, without it
     */
    static FixedKey ofSecret(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "it has "
                            + bytes.length
                            + " bytes and needs "
                            + MIN_SECRET_BYTES
                            + "; openssl rand -base64 32 makes one");
        }
        return new FixedKey("HS256", new HmacKey(bytes));
    }

    /**
     * @throws IllegalArgumentException that says why this key does not do
     */
    static FixedKey of(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            if (rsa.getModulus().bitLength() < MIN_RSA_BITS) {
                throw new IllegalArgumentException("the RSA key is shorter than 2048 bits");
            }
            return new FixedKey("RS256", key);
        }
        if (key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS) {
            return new FixedKey("ES256", key);
        }
        throw new IllegalArgumentException(
                "it is neither an RSA key nor one on the curve P-256 but " + key.getAlgorithm());
    }

    @Override
    public List<Key> candidates(String asked, String keyId) {
        return algorithm.equals(asked) ? List.of(key) : List.of();
    }

    /** Not the key, in case somebody logs this. */
    @Override
    public String toString() {
        return "FixedKey[" + algorithm + ']';
    }
}
