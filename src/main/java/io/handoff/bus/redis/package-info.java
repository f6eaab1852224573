/** The bus over Redis, by pub/sub. */
@NullMarked
package io.handoff.bus.redis;

import org.jspecify.annotations.NullMarked;
