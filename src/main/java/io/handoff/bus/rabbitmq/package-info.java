/** The bus over RabbitMQ, by a fanout exchange. */
@NullMarked
package io.handoff.bus.rabbitmq;

import org.jspecify.annotations.NullMarked;
