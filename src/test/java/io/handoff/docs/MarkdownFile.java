package io.handoff.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path relative to the repository
 */
record MarkdownFile(Path path, String text) {

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "data", ".git");

    private static final Pattern FENCED = Pattern.compile("(?ms)^ {0,3}```.*?^ {0,3}```");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

    /** The target of a link or picture, without its title. */
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)[^)]*\\)");

    static MarkdownFile read(Path path) {
        try {
            return new MarkdownFile(path.normalize(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All pages of the repository. */
    static List<MarkdownFile> all() {
        List<MarkdownFile> pages = new ArrayList<>();
        try {
            Files.walkFileTree(
                    Path.of(""),
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
                            return NOT_OURS.contains(dir.getFileName().toString())
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                            if (file.toString().endsWith(".md")) {
                                pages.add(read(file));
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    /** What its links point at, in the order of the page; links in code are text. */
    List<String> links() {
        String prose = CODE.matcher(withoutFences()).replaceAll("");
        return LINK.matcher(prose).results().map(link -> link.group(1)).toList();
    }

    /** What {@code #…} may name, by GitHub's rules. */
    Set<String> anchors() {
        return HEADING.matcher(withoutFences())
                .results()
                .map(heading -> anchor(heading.group(1)))
                .collect(Collectors.toSet());
    }

    /** What matches, in code and prose alike. */
    Stream<String> find(Pattern pattern) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }

    private String withoutFences() {
        return FENCED.matcher(text).replaceAll("");
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                .strip()
                .replace(' ', '-');
    }
}
