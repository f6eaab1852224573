/** The bus over Redis, by pub/sub. */
package io.handoff.bus.redis;
