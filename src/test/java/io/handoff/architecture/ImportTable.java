package io.handoff.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of packages in ARCHITECTURE.md: which package may import which. The document is the
 * rule, so the two cannot differ.
 *
 * @param imports by package, without the common root
 */
record ImportTable(Map<String, Set<String>> imports) {

    static final String ROOT = "io.handoff";

    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z.]+)` \\| [^|]+ \\| ((?:`[a-z.]+`(?:, )?)+|–) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

    static ImportTable read() {
        try {
            return parse(Files.readAllLines(Path.of("ARCHITECTURE.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImportTable parse(List<String> lines) {
        Map<String, Set<String>> imports = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && imports.put(row.group(1), names(row.group(2))) != null) {
                throw new IllegalArgumentException("Two rows for the package " + row.group(1));
            }
        }
        if (imports.isEmpty()) {
            throw new IllegalArgumentException("No table of packages found");
        }
        return new ImportTable(imports);
    }

    private static Set<String> names(String cell) {
        Set<String> names = new TreeSet<>();
        NAME.matcher(cell).results().forEach(name -> names.add(name.group(1)));
        return names;
    }

    boolean has(String fullName) {
        return imports.containsKey(relative(fullName));
    }

    /** Whether the table allows it; also within one package, and from the root package. */
    boolean allows(String from, String to) {
        return from.equals(to)
                || from.equals(ROOT)
                || imports.getOrDefault(relative(from), Set.of()).contains(relative(to));
    }

    private static String relative(String fullName) {
        return fullName.startsWith(ROOT + '.') ? fullName.substring(ROOT.length() + 1) : fullName;
    }
}
