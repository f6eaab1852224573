package io.handoff.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemTest {

    private static final Issuer RSA = Issuer.rs256(null);
    private static final Issuer EC = Issuer.es256(null);

    @Test
    void shouldReadBothKindsOfKey() {
        assertEquals(RSA.jwk().getPublicKey(), Pem.publicKey(pem(RSA)));
        assertEquals(EC.jwk().getPublicKey(), Pem.publicKey(pem(EC)));
    }

    @Test
    void shouldReadAKeyThatCameAsOneLine() {
        assertEquals(RSA.jwk().getPublicKey(), Pem.publicKey(pem(RSA).replace("\n", "\\n")));
    }

    @Test
    void shouldReadAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), "# ours\n" + pem(RSA));

        assertEquals(RSA.jwk().getPublicKey(), Pem.publicKey(file.toString()));
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertComplaint("cannot be read", "/no/such/file.pem");
        assertComplaint("complete", "-----BEGIN PUBLIC KEY-----\nAAAA");
        assertComplaint("PRIVATE KEY", pem("PRIVATE KEY", RSA.jwk().getPrivateKey()));
        assertComplaint("neither", pem("PUBLIC KEY", RSA.jwk().getPrivateKey()));
    }

    private static void assertComplaint(String part, String text) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> Pem.publicKey(text))
                        .getMessage();
        assertTrue(message.contains(part), message);
    }

    private static String pem(Issuer issuer) {
        return pem("PUBLIC KEY", issuer.jwk().getPublicKey());
    }

    private static String pem(String type, Key key) {
        String base64 =
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }
}
