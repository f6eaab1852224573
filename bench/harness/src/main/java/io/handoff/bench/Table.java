package io.handoff.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One row for each contestant, built column by column. */
final class Table {

    private final Rounds rounds;
    private final List<String> head = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    Table(String first, Rounds rounds) {
        this.rounds = rounds;
        head.add(first);
        rounds.names().forEach(name -> rows.add(new ArrayList<>(List.of(name))));
    }

    /** Empty cells where a contestant does not have that figure. */
    Table figure(String title, String figure, String pattern) {
        return column(
                title, name -> rounds.find(name, figure).map(s -> s.format(pattern)).orElse(""));
    }

    /** A contestant's figure as a multiple of each of the others'. */
    Table over(String contestant, String figure, Map<String, Double> goals) {
        column(
                contestant + " ÷ it",
                name ->
                        name.equals(contestant) || rounds.find(name, figure).isEmpty()
                                ? ""
                                : rounds.ratio(contestant, name, figure).format("%.2f"));
        return goals.isEmpty()
                ? this
                : column("goal", name -> goal(contestant, name, figure, goals.get(name)));
    }

    private String goal(String contestant, String name, String figure, Double goal) {
        if (goal == null) {
            return "";
        }
        boolean reached = rounds.ratio(contestant, name, figure).median() >= goal;
        return "≥ %.2f, %s".formatted(goal, reached ? "reached" : "missed");
    }

    /** Over all rounds. */
    Table sum(String title, String figure) {
        return column(title, name -> "%.0f".formatted(rounds.sum(name, figure)));
    }

    Table column(String title, Function<String, String> cell) {
        head.add(title);
        rows.forEach(row -> row.add(cell.apply(row.get(0))));
        return this;
    }

    /** The processor columns that {@link CpuMeter} has the figures for. */
    Table cpu() {
        return figure("client cores", "clientCores", "%.2f")
                .figure("server cores", "serverCores", "%.2f")
                .figure("server µs each", "serverMicros", "%.1f");
    }

    void into(Report report) {
        report.table(head, rows);
    }
}
