package io.handoff.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A block of an nginx configuration: a directive's words, and what stands in its braces. */
record NginxConfig(List<String> words, List<NginxConfig> children) {
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|'[^']*'|[^\\s;{}\"']+|[;{}]");

    static NginxConfig read(Path file) throws IOException {
        String text =
                Files.readAllLines(file).stream()
                        .filter(line -> !line.strip().startsWith("#"))
                        .collect(Collectors.joining("\n"));
        Iterator<String> tokens =
                TOKEN.matcher(text).results().map(MatchResult::group).toList().iterator();
        NginxConfig all = new NginxConfig(List.of(), block(tokens));
        if (tokens.hasNext()) {
            throw new IOException(file + ": a brace too many");
        }
        return all;
    }

    private static List<NginxConfig> block(Iterator<String> tokens) {
        List<NginxConfig> children = new ArrayList<>();
        List<String> words = new ArrayList<>();
        while (tokens.hasNext()) {
            String token = tokens.next();
            switch (token) {
                case "}" -> {
                    return children;
                }
                case ";", "{" -> {
                    List<NginxConfig> inside = token.equals("{") ? block(tokens) : List.of();
                    children.add(new NginxConfig(List.copyOf(words), inside));
                    words.clear();
                }
                default -> words.add(token);
            }
        }
        return children;
    }

    Stream<NginxConfig> all(String directive) {
        return children.stream().filter(child -> child.words.get(0).equals(directive));
    }

    NginxConfig one(String directive) {
        return all(directive).findFirst().orElseThrow();
    }

    /** The words after the directive's name. */
    Optional<String> value(String directive) {
        return all(directive)
                .findFirst()
                .map(found -> String.join(" ", found.words.subList(1, found.words.size())));
    }

    /** The location of this server with the longest prefix. */
    NginxConfig location(String path) {
        return all("location")
                .filter(location -> path.startsWith(location.words.get(1)))
                .max(Comparator.comparingInt(location -> location.words.get(1).length()))
                .orElseThrow();
    }
}
