package io.handoff.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The real kustomize, where kubectl is installed. */
final class Kubectl {
    private static final Pattern HASH = Pattern.compile("(handoff-settings)-[0-9a-z]{10}\\b");
    private static final Optional<Program> PROGRAM = Program.find("kubectl");

    private Kubectl() {}

    static boolean isInstalled() {
        return PROGRAM.isPresent();
    }

    /** As {@code kubectl apply -k} would send it, less the hash in generated names. */
    static List<ObjectNode> render(Path folder) throws IOException, InterruptedException {
        Program.Result rendered = PROGRAM.orElseThrow().run("kustomize", folder.toString());
        if (rendered.exitCode() != 0) {
            throw new IOException("kubectl kustomize " + folder + ": " + rendered.output());
        }
        return Yaml.parse(HASH.matcher(rendered.output()).replaceAll("$1"));
    }
}
