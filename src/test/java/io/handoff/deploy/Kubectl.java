package io.handoff.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The real kustomize, where kubectl is installed. */
final class Kubectl {
    private static final Pattern HASH = Pattern.compile("(handoff-settings)-[0-9a-z]{10}\\b");

    private Kubectl() {}

    static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    /** As {@code kubectl apply -k} would send it, less the hash in generated names. */
    static List<ObjectNode> render(Path folder) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("kubectl", "kustomize", folder.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("kubectl kustomize " + folder + ": " + output);
        }
        return Yaml.parse(HASH.matcher(output).replaceAll("$1"));
    }
}
