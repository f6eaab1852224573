package io.handoff.bench;

/** One question, answered into the report. Stops every server it started. */
public interface Scenario {

    void run(Setup setup) throws Exception;
}
