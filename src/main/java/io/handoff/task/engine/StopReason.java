package io.handoff.task.engine;

/** Why an attempt should end; the first reason counts. */
enum StopReason {
    CANCELLED("the task was cancelled"),
    TIMED_OUT("the attempt took longer than its timeout"),
    DRAINING("the server is stopping"),
    /** Its outcome would be refused: another replica runs the task, or cancelled it. */
    FENCED("another replica has taken the task over, or cancelled it");

    private final String text;

    StopReason(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
