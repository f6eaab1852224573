package io.handoff.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What came up in conversations, and what was not as the document has it.
 *
 * @param said the {@code op}s that clients sent
 * @param heard the {@code op}s that the server sent
 * @param codes of its errors
 * @param types of its events, each with the kind of its channel: {@code room message}
 */
record Seen(
        Set<String> said,
        Set<String> heard,
        Set<String> codes,
        Set<String> types,
        List<String> faults) {

    Seen() {
        this(
                new ConcurrentSkipListSet<>(),
                new ConcurrentSkipListSet<>(),
                new ConcurrentSkipListSet<>(),
                new ConcurrentSkipListSet<>(),
                new CopyOnWriteArrayList<>());
    }
}
