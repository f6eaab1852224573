package io.handoff.store.sqlite;

import io.handoff.Settings;
import io.handoff.event.HistoryLimits;
import io.handoff.store.StoreSettings;
import io.handoff.store.StoreUnderTest;
import java.nio.file.Path;

/** Opens stores on real files. */
public final class Sqlite {

    private Sqlite() {}

    public static SqliteStore open(Path directory) {
        return open(directory, StoreUnderTest.KEPT_EVENTS);
    }

    /**
     * @param pairs names and values of settings, taking turns
     */
    public static SqliteStore open(Path directory, String... pairs) {
        return open(directory, StoreUnderTest.KEPT_EVENTS, pairs);
    }

    /**
     * @param kept events that a channel keeps
     */
    public static SqliteStore open(Path directory, int kept, String... pairs) {
        String[] all = new String[pairs.length + 2];
        System.arraycopy(pairs, 0, all, 0, pairs.length);
        all[pairs.length] = "handoff.data-dir";
        all[pairs.length + 1] = directory.toString();
        StoreSettings settings = Settings.of(StoreSettings.class, all);
        return SqliteFile.open(
                settings,
                new HistoryLimits(kept, StoreUnderTest.KEPT_AUDIT),
                (writes, nanos) -> {});
    }
}
