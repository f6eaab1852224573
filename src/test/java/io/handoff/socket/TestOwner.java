package io.handoff.socket;

import io.handoff.limit.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Records what a guard reports, with a clock and limits that a test sets. */
final class TestOwner implements GuardOwner {

    final List<String> events = new ArrayList<>();
    final List<Limit> reached = new ArrayList<>();
    final LongAdder unsent = new LongAdder();
    boolean enforced = true;
    long now = 1000;

    @Override
    public void opened() {
        events.add("opened");
    }

    @Override
    public void refused() {
        events.add("refused");
    }

    @Override
    public void closed(int code) {
        events.add("closed " + code);
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public LongAdder unsent() {
        return unsent;
    }

    @Override
    public boolean reached(Limit limit) {
        reached.add(limit);
        return enforced;
    }
}
