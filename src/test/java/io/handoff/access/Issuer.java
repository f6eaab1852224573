package io.handoff.access;

import java.security.Key;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Signs tokens, valid and invalid ones. */
public final class Issuer {

    public static final String SECRET = "a-secret-for-tests-that-is-long-enough";

    private final String algorithm;
    private final Key key;
    private final PublicJsonWebKey jwk;

    private Issuer(String algorithm, Key key, PublicJsonWebKey jwk) {
        this.algorithm = algorithm;
        this.key = key;
        this.jwk = jwk;
    }

    public static Issuer hs256() {
        return hmac(SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static Issuer hmac(byte[] secret) {
        return new Issuer("HS256", new HmacKey(secret), null);
    }

    static Issuer rs256(String keyId) {
        try {
            return of("RS256", RsaJwkGenerator.generateJwk(2048), keyId);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static Issuer es256(String keyId) {
        try {
            return of("ES256", EcJwkGenerator.generateJwk(EllipticCurves.P256), keyId);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Issuer of(String algorithm, PublicJsonWebKey jwk, String keyId) {
        jwk.setKeyId(keyId);
        return new Issuer(algorithm, jwk.getPrivateKey(), jwk);
    }

    Issuer signingWith(String otherAlgorithm) {
        return new Issuer(otherAlgorithm, key, jwk);
    }

    PublicJsonWebKey jwk() {
        return jwk;
    }

    KeySource publicKey() {
        return ConfiguredKeys.fixed(jwk.getPublicKey());
    }

    /** As a member of a key set, without the private part. */
    String published() {
        return jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** A token for an hour. */
    public String token(String name, Instant now, String... roles) {
        return token(claims(name, now.plusSeconds(3600), roles));
    }

    public static Map<String, Object> claims(String name, Instant end, String... roles) {
        Map<String, Object> claims = new TreeMap<>();
        claims.put("sub", name);
        claims.put("exp", end.getEpochSecond());
        claims.put("groups", java.util.List.of(roles));
        return claims;
    }

    public String token(Map<String, Object> claims) {
        return sign(JsonUtil.toJson(claims), Map.of());
    }

    /**
     * @param headers besides {@code alg} and the key's id
     */
    String sign(String payload, Map<String, Object> headers) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue(algorithm);
        if (jwk != null && jwk.getKeyId() != null) {
            jws.setKeyIdHeaderValue(jwk.getKeyId());
        }
        headers.forEach(jws.getHeaders()::setObjectHeaderValue);
        jws.setDoKeyValidation(false);
        jws.setKey(algorithm.equals("none") ? null : key);
        jws.setPayload(payload);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
