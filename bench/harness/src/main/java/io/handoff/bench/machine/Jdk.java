package io.handoff.bench.machine;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** An installed JDK, described by its own {@code release} file. */
public record Jdk(Path home, int feature, String version, String vendor) {

    static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java"))
                || !Files.isExecutable(home.resolve("bin/jcmd"))
                || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(release)) {
            words.load(in);
        } catch (IOException e) {
            return Optional.empty();
        }
        String version = unquoted(words, "JAVA_VERSION");
        int feature = Integer.parseInt(version.split("[.\\-+_]")[0]);
        return Optional.of(new Jdk(home, feature, version, unquoted(words, "IMPLEMENTOR")));
    }

    public String java() {
        return home.resolve("bin/java").toString();
    }

    public String jcmd() {
        return home.resolve("bin/jcmd").toString();
    }

    @Override
    public String toString() {
        return "JDK " + version + " (" + vendor + ")";
    }

    private static String unquoted(Properties words, String key) {
        return words.getProperty(key, "0").replace("\"", "");
    }
}
