package io.handoff.access;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * A key of the issuer's key set that tokens may be signed with.
 *
 * @param id null where the set gives none
 */
record PublishedKey(String id, FixedKey key) {

    /**
     * The keys of a JWKS document that are of use here; the others are passed over, above all
     * secrets: in a set that is published they are none.
     *
     * @throws IllegalArgumentException that says what is wrong with the document
     */
    static List<PublishedKey> parse(String jwks) {
        List<JsonWebKey> all;
        try {
            all = new JsonWebKeySet(jwks).getJsonWebKeys();
        } catch (JoseException e) {
            throw new IllegalArgumentException("it is not a JSON Web Key Set", e);
        }
        List<PublishedKey> usable =
                all.stream().map(PublishedKey::of).flatMap(Optional::stream).toList();
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("there is no key for RS256 or ES256 in it");
        }
        return usable;
    }

    private static Optional<PublishedKey> of(JsonWebKey key) {
        boolean signs = key.getUse() == null || key.getUse().equals("sig");
        if (!signs || !(key.getKey() instanceof PublicKey publicKey)) {
            return Optional.empty();
        }
        try {
            FixedKey fixed = FixedKey.of(publicKey);
            boolean meant =
                    key.getAlgorithm() == null || key.getAlgorithm().equals(fixed.algorithm());
            return meant ? Optional.of(new PublishedKey(key.getKeyId(), fixed)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a token of this algorithm and key id (or null) may be signed with it. */
    boolean fits(String algorithm, String keyId) {
        return key.algorithm().equals(algorithm)
                && (keyId == null || id == null || keyId.equals(id));
    }
}
