package io.handoff.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a public key as {@code openssl pkey -pubout} writes it. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private Pem() {}

    /**
     * @param textOrPath the PEM text, in which {@code \n} may stand for a line break, or its file
     * @throws IllegalArgumentException that says what is wrong
     */
    static PublicKey publicKey(String textOrPath) {
        String text = textOrPath.contains("-----BEGIN") ? textOrPath : read(textOrPath);
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new IllegalArgumentException(
                    "there is no complete -----BEGIN PUBLIC KEY----- in it");
        }
        if (!block.group(1).equals("PUBLIC KEY")) {
            throw new IllegalArgumentException(
                    "it is a "
                            + block.group(1)
                            + "; what is needed is a PUBLIC KEY, as openssl pkey -pubout makes it");
        }
        return decode(block.group(2).replace("\\n", ""));
    }

    private static PublicKey decode(String base64) {
        byte[] bytes = Base64.getMimeDecoder().decode(base64);
        for (String algorithm : new String[] {"RSA", "EC"}) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePublic(new X509EncodedKeySpec(bytes));
            } catch (GeneralSecurityException e) {
                // The next one, or said below.
            }
        }
        throw new IllegalArgumentException("it is neither an RSA key nor one on an elliptic curve");
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("the file " + path + " can't be read", e);
        }
    }
}
