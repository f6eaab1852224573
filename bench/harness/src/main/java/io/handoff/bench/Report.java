package io.handoff.bench;

import java.util.ArrayList;
import java.util.List;

/** The result as Markdown. Progress goes to the terminal at once, this comes at the end. */
final class Report {

    private final List<String> lines = new ArrayList<>();

    void heading(String text) {
        lines.addAll(List.of("", "### " + text, ""));
    }

    void text(String text) {
        lines.add(text.strip());
    }

    void note(String text, Object... values) {
        lines.add("- " + text.formatted(values));
    }

    /** For what a comparison leaves out, and why: printed at once and kept in the result. */
    void skipped(String text) {
        progress("skipped: " + text);
        note("skipped: %s", text);
    }

    void table(List<String> head, List<List<String>> rows) {
        lines.addAll(List.of("", row(head), "|" + " --- |".repeat(head.size())));
        rows.forEach(row -> lines.add(row(row)));
        lines.add("");
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    void progress(String text) {
        System.out.println(text);
    }

    String markdown() {
        return String.join("\n", lines).replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }
}
