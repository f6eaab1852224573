package io.handoff.bench;

/** One question, answered into the report. */
interface Scenario {
    void run(Context context) throws Exception;
}
