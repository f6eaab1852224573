/** Positions in channels: subscriptions without gaps or repeats, pages, long polls, publishing. */
package io.handoff.channel;
