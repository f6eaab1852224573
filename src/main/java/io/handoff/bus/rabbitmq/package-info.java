/** The bus over RabbitMQ, by a fanout exchange. */
package io.handoff.bus.rabbitmq;
