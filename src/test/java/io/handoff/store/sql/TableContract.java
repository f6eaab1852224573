package io.handoff.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.store.sql.Table.Column;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever a schema has either moves with an export or was left out on purpose. */
public interface TableContract {

    /** Of which process works on the store now, and what is worth nothing a minute later. */
    Map<String, Set<String>> LEFT_OUT =
            Map.of(
                    "tasks", Set.of("node"),
                    "nodes", Set.of("id", "lease_until", "beats"),
                    "passes", Set.of("key", "text", "until"),
                    "heartbeat", Set.of("id", "beats"),
                    "handoff_schema", Set.of("version"));

    /** The columns of each table of a new store. */
    Map<String, Set<String>> columns();

    @Test
    default void shouldMoveAllThatIsNotLeftOut() {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (Table table : Table.ALL) {
            expected.put(
                    table.name(),
                    table.columns().stream()
                            .map(Column::name)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        LEFT_OUT.forEach(
                (table, names) -> {
                    if (columns().containsKey(table)) {
                        expected.computeIfAbsent(table, name -> new TreeSet<>()).addAll(names);
                    }
                });

        assertEquals(expected, new TreeMap<>(columns()));
    }
}
