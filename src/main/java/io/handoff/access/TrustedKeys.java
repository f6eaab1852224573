package io.handoff.access;

import java.security.Key;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.SimpleJwkFilter;
import org.jose4j.jwk.Use;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * Keys that verify tokens, each for the one algorithm that its kind implies. The token's header
 * only selects among them (RFC 8725 §3.1): a public key never serves as the secret of HS256.
 */
record TrustedKeys(List<JsonWebKey> keys) implements VerificationKeyResolver {

    /** Trusts no token. */
    static final TrustedKeys NONE = new TrustedKeys(List.of());

    private static final Map<String, String> ALGORITHMS =
            Map.of("oct", "HS256", "RSA", "RS256", "EC", "ES256");

    /**
     * @param key a secret or a public key
     * @throws IllegalArgumentException if it is too weak or of another kind; without the key
     */
    static TrustedKeys of(Key key) {
        try {
            JsonWebKey trusted = JsonWebKey.Factory.newJwk(key);
            if (isUsable(trusted)) {
                return new TrustedKeys(List.of(trusted));
            }
        } catch (JoseException e) {
            // An unsupported kind of key.
        }
        throw new IllegalArgumentException(
                "it is neither a secret of at least 32 bytes (`openssl rand -base64 32` makes one),"
                        + " nor an RSA key of at least 2048 bits, nor an EC key on the curve P-256");
    }

    /**
     * The usable keys of a JSON Web Key Set (RFC 7517). Secrets in it are ignored: published, they
     * are none.
     *
     * @throws IllegalArgumentException if there are none
     */
    static TrustedKeys ofSet(String json) {
        SimpleJwkFilter filter = new SimpleJwkFilter();
        filter.setKtys(new String[] {"RSA", "EC"}, false);
        filter.setUse(Use.SIGNATURE, SimpleJwkFilter.OMITTED_OKAY);
        try {
            List<JsonWebKey> keys =
                    filter.filter(new JsonWebKeySet(json).getJsonWebKeys()).stream()
                            .filter(TrustedKeys::isUsable)
                            .toList();
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("it contains no key for RS256 or ES256");
            }
            return new TrustedKeys(keys);
        } catch (JoseException e) {
            throw new IllegalArgumentException("it is not a JSON Web Key Set", e);
        }
    }

    /** Binds a key to the algorithm of its kind; false if it is for another one, or too weak. */
    private static boolean isUsable(JsonWebKey key) {
        String algorithm = ALGORITHMS.get(key.getKeyType());
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        key.setAlgorithm(algorithm);
        try {
            AlgorithmFactoryFactory.getInstance()
                    .getJwsAlgorithmFactory()
                    .getAlgorithm(algorithm)
                    .validateVerificationKey(key.getKey());
            return true;
        } catch (JoseException e) {
            return false;
        }
    }

    AlgorithmConstraints algorithms() {
        return new AlgorithmConstraints(
                ConstraintType.PERMIT,
                keys.stream().map(JsonWebKey::getAlgorithm).toArray(String[]::new));
    }

    /**
     * @throws Denied.KeyUnknown if no key fits the token's header
     */
    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting) {
        SimpleJwkFilter filter = new SimpleJwkFilter();
        filter.setAlg(token.getAlgorithmHeaderValue(), false);
        if (token.getKeyIdHeaderValue() != null) {
            filter.setKid(token.getKeyIdHeaderValue(), SimpleJwkFilter.OMITTED_OKAY);
        }
        List<Key> matching = filter.filter(keys).stream().map(JsonWebKey::getKey).toList();
        if (matching.isEmpty()) {
            throw new Denied.KeyUnknown();
        }
        // Without a key id several may match. If none verifies, the token's signature is invalid.
        return matching.stream()
                .filter(key -> verifies(key, token))
                .findFirst()
                .orElse(matching.get(0));
    }

    private static boolean verifies(Key key, JsonWebSignature token) {
        token.setKey(key);
        try {
            return token.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }

    /** Omits the keys, so that they never reach a log. */
    @Override
    public String toString() {
        return "TrustedKeys" + keys.stream().map(JsonWebKey::getAlgorithm).toList();
    }
}
