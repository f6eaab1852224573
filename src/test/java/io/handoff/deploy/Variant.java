package io.handoff.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An overlay with some of the components that its kustomization offers in comments. */
record Variant(String overlay, List<String> components) {
    private static final Path ROOT = Path.of("k8s");
    private static final Pattern OFFER =
            Pattern.compile("(?m)^# {3}- \\.\\./\\.\\./components/(\\S+)$");

    /** Each overlay as it is, with each of its components, and with all of them. */
    static List<Variant> all() throws IOException {
        List<Variant> variants = new ArrayList<>();
        for (String overlay : overlays()) {
            List<String> offered = offered(overlay);
            variants.add(new Variant(overlay, List.of()));
            offered.forEach(one -> variants.add(new Variant(overlay, List.of(one))));
            variants.add(new Variant(overlay, offered));
        }
        return variants;
    }

    static List<String> overlays() throws IOException {
        try (Stream<Path> paths = Files.list(ROOT.resolve("overlays"))) {
            return paths.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    static List<String> offered(String overlay) throws IOException {
        return OFFER.matcher(Files.readString(kustomization(ROOT, overlay)))
                .results()
                .map(offer -> offer.group(1))
                .toList();
    }

    /** Copies all of k8s into {@code target}, and removes there the comment signs of ours. */
    Path unfold(Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(ROOT)) {
            for (Path path : paths.toList()) {
                Path copy = target.resolve(ROOT.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
        Path file = kustomization(target, overlay);
        Files.writeString(file, chosen(Files.readString(file)));
        return file.getParent();
    }

    private String chosen(String kustomization) {
        String text = kustomization;
        for (String component : components) {
            String entry = "  - ../../components/" + component + "\n";
            text = text.replace("# components:\n", "components:\n").replace("# " + entry, entry);
        }
        return text;
    }

    private static Path kustomization(Path root, String overlay) {
        return root.resolve("overlays").resolve(overlay).resolve("kustomization.yaml");
    }

    @Override
    public String toString() {
        return components.isEmpty() ? overlay : overlay + " with " + String.join(", ", components);
    }
}
