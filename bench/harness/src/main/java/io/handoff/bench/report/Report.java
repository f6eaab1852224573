package io.handoff.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The result as Markdown. Progress goes to the terminal at once, this comes at the end. */
public final class Report {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    public void heading(String text) {
        lines.add("");
        lines.add("### " + text);
        lines.add("");
    }

    public void note(String text) {
        lines.add("- " + text);
    }

    /** Left out of a comparison, and why: said at once as well as in the result. */
    public void skipped(String text) {
        progress("skipped: " + text);
        note("skipped: " + text);
    }

    public void table(List<String> head, List<List<String>> rows) {
        lines.add("");
        lines.add("| " + String.join(" | ", head) + " |");
        lines.add("|" + " --- |".repeat(head.size()));
        rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
        lines.add("");
    }

    public void progress(String text) {
        System.out.println(text);
    }

    public String markdown() {
        return String.join("\n", lines).replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }
}
