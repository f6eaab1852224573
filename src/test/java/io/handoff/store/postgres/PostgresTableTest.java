package io.handoff.store.postgres;

import io.handoff.store.sql.TableContract;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;

class PostgresTableTest implements TableContract {

    private final Postgres postgres = Postgres.fresh();

    @BeforeEach
    void make() {
        postgres.open().close();
    }

    @Override
    public Map<String, Set<String>> columns() {
        Map<String, Set<String>> found = new TreeMap<>();
        String rows =
                postgres.ask(
                        "SELECT table_name || ' ' || column_name FROM information_schema.columns"
                                + " WHERE table_schema = current_schema()");
        for (String row : rows.split("\n")) {
            String[] names = row.split(" ");
            found.computeIfAbsent(names[0], name -> new TreeSet<>()).add(names[1]);
        }
        return found;
    }
}
