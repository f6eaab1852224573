package io.handoff.access;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A server in jwt mode that counts tokens to the second and warns early of their end. */
public class JwtMode implements QuarkusTestProfile {

    private static final Issuer ISSUER = Issuer.hs256();

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>();
        settings.put("handoff.access.mode", "jwt");
        settings.put("handoff.access.jwt.secret", Issuer.SECRET);
        settings.put("handoff.access.jwt.clock-skew", "0s");
        settings.put("handoff.live.token-warning", "60s");
        settings.put("handoff.live.token-grace", "1s");
        return settings;
    }

    static String token(String name, String... roles) {
        return ISSUER.token(name, Instant.now(), roles);
    }

    static String bearer(String name, String... roles) {
        return "Bearer " + token(name, roles);
    }

    static String expired() {
        return ISSUER.token(Issuer.claims("alice", Instant.now().minusSeconds(3600)));
    }

    /** Also accepts tokens in the query and logs everything it can about each request. */
    public static class Talkative extends JwtMode {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = super.getConfigOverrides();
            settings.put("handoff.access.token-in-query", "true");
            settings.put("quarkus.http.access-log.enabled", "true");
            settings.put(
                    "quarkus.http.access-log.pattern",
                    "%r | %U | %q | %{<REQUEST_LINE} | %{<QUERY_STRING} | %{q,ticket} |"
                            + " %{q,access_token} | %{i,Authorization} | %{ALL_REQUEST_HEADERS} |"
                            + " %s");
            for (String category :
                    new String[] {
                        "io.handoff",
                        "org.jose4j.jws",
                        "org.jose4j.jwt",
                        "org.jose4j.jwk",
                        "io.vertx.ext.web"
                    }) {
                settings.put("quarkus.log.category.\"" + category + "\".level", "DEBUG");
            }
            return settings;
        }
    }
}
