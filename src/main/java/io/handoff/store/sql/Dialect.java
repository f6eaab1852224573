package io.handoff.store.sql;

import io.handoff.task.Selection;
import io.handoff.task.TaskState;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where one database differs from the other in statements that are otherwise the same. */
public interface Dialect {

    /** The text as this database can store it; null stays null. */
    @Nullable String storable(@Nullable String text);

    /**
     * What follows a {@code SELECT} of tasks that the same transaction is about to change: it locks
     * them, and passes over those that another replica has locked.
     */
    String lockTasks();

    /** The condition of {@link Selection#ORPHANED}; its one parameter is the id of this node. */
    String orphaned();

    /**
     * A {@code DELETE} of some rows. Its parameters are those of the condition, then how many rows
     * at most.
     *
     * @param key the columns of the table's primary key, with commas between
     */
    String deleteSome(String table, String key, String condition);

    /** Keeps other replicas from adding a schedule before this transaction is committed. */
    void lockSchedules(SqlSession session) throws SQLException;

    /** How many tasks are in a state; a large number may be an estimate. */
    long countTasks(SqlSession session, TaskState state) throws SQLException;

    /** Whether the connection has failed, so that the statement may succeed on another one. */
    boolean isConnectionLost(SQLException failure);

    /** The exception that callers get for a failure. */
    RuntimeException explain(Throwable failure);
}
