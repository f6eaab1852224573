package io.handoff.store;

import io.handoff.ops.DrainSettings;

/** Breaks the rule that imports point down, so that a test can see the rule notice. */
public final class KnowsOps {

    DrainSettings settings;
}
