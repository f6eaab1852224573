/**
 * Recurring tasks: the port {@link io.handoff.schedule.ScheduleStore}, cron expressions, the
 * runner, {@code /schedules}.
 */
package io.handoff.schedule;
