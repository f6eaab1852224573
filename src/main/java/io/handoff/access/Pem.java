package io.handoff.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.jose4j.keys.EcKeyUtil;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.lang.JoseException;

/** Reads a public key as {@code openssl pkey -pubout} writes it. */
final class Pem {

    private Pem() {}

    /**
     * @param textOrPath the PEM text, in which {@code \n} may stand for a line break, or its file
     * @throws IllegalArgumentException if there is no RSA or EC public key in it
     */
    static PublicKey publicKey(String textOrPath) {
        String pem =
                textOrPath.contains("-----BEGIN")
                        ? textOrPath.replace("\\n", "\n")
                        : read(textOrPath);
        if (!pem.matches("(?s).*-----BEGIN PUBLIC KEY-----.*-----END PUBLIC KEY-----.*")) {
            throw new IllegalArgumentException(
                    "it needs a complete -----BEGIN PUBLIC KEY----- block, as `openssl pkey"
                            + " -pubout` writes it, not a PRIVATE KEY or a CERTIFICATE");
        }
        try {
            return new RsaKeyUtil().fromPemEncoded(pem);
        } catch (JoseException | GeneralSecurityException notRsa) {
            return ellipticCurve(pem);
        }
    }

    private static PublicKey ellipticCurve(String pem) {
        try {
            return new EcKeyUtil().fromPemEncoded(pem);
        } catch (JoseException | GeneralSecurityException e) {
            throw new IllegalArgumentException("it is neither an RSA nor an EC public key");
        }
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("the file " + path + " cannot be read", e);
        }
    }
}
