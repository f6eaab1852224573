/** Positions in channels: subscriptions without gaps or repeats, pages, long polls, publishing. */
@NullMarked
package io.handoff.channel;

import org.jspecify.annotations.NullMarked;
