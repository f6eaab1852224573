/**
 * Recurring tasks: the port {@link io.handoff.schedule.ScheduleStore}, cron expressions, the
 * runner, {@code /schedules}.
 */
@NullMarked
package io.handoff.schedule;

import org.jspecify.annotations.NullMarked;
