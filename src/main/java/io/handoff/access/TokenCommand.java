package io.handoff.access;

import io.handoff.http.Names;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Issues a token for trying Handoff out, signed with the server's secret: {@code token --user alice
 * [--role admin]… [--ttl 1h]}. It starts no server.
 */
public final class TokenCommand {

    /** The first argument. */
    public static final String NAME = "token";

    private static final String USAGE =
            "Usage: token --user NAME [--role admin|viewer|notifier]... [--ttl 1h]"
                    + "\nHANDOFF_ACCESS_JWT_SECRET must hold the server's secret.";

    private final Function<String, @Nullable String> settings;
    private final InstantSource clock;

    private @Nullable String user;
    private Duration ttl = Duration.ofHours(1);
    private final List<String> roles = new ArrayList<>();

    /**
     * @param settings returns a setting by its name, or null
     */
    TokenCommand(Function<String, @Nullable String> settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @return the exit code: 0, or 2 for wrong arguments
     */
    public static int run(String[] args, InstantSource clock, PrintStream out, PrintStream err) {
        TokenCommand command = new TokenCommand(TokenCommand::setting, clock);
        try {
            out.println(command.token(List.of(args)));
            return 0;
        } catch (IllegalArgumentException | JoseException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private static @Nullable String setting(String name) {
        String property = System.getProperty(name);
        String variable = name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        return property == null ? System.getenv(variable) : property;
    }

    /**
     * @param args all of the command line, {@link #NAME} first
     * @throws IllegalArgumentException with the usage, if they are wrong
     */
    String token(List<String> args) throws JoseException {
        read(args);
        String secret = settings.apply("handoff.access.jwt.secret");
        if (user == null || !Names.isName(Names.normalised(user)) || secret == null) {
            throw new IllegalArgumentException(USAGE);
        }
        JsonWebSignature jws = new JsonWebSignature();
        JsonWebKey key = ConfiguredKeys.secret(secret).current().keys().get(0);
        jws.setAlgorithmHeaderValue(key.getAlgorithm());
        jws.setHeader("typ", "JWT");
        jws.setKey(key.getKey());
        jws.setPayload(claims().toJson());
        return jws.getCompactSerialization();
    }

    private JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        long now = clock.millis();
        claims.setIssuedAt(NumericDate.fromMilliseconds(now));
        claims.setExpirationTime(NumericDate.fromMilliseconds(now + ttl.toMillis()));
        claims.setStringClaim(named("handoff.access.jwt.name-claim", "sub"), user);
        claims.setStringListClaim(named("handoff.access.jwt.roles-claim", "groups"), roles);
        String issuer = settings.apply("handoff.access.jwt.issuer");
        if (issuer != null) {
            claims.setIssuer(issuer);
        }
        String audience = settings.apply("handoff.access.jwt.audience");
        if (audience != null) {
            claims.setAudience(audience);
        }
        return claims;
    }

    private String named(String setting, String otherwise) {
        String value = settings.apply(setting);
        return value == null ? otherwise : value;
    }

    private void read(List<String> args) {
        for (int i = 1; i < args.size(); i += 2) {
            if (i + 1 == args.size()) {
                throw new IllegalArgumentException(USAGE);
            }
            String value = args.get(i + 1);
            switch (args.get(i)) {
                case "--user" -> user = value;
                case "--role" -> roles.add(value);
                case "--ttl" -> ttl = DurationConverter.parseDuration(value);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
    }
}
