package io.handoff.bus.rabbitmq;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.handoff.bus.Bus;
import io.handoff.bus.RemoteBus;
import io.handoff.bus.TwoReplicasContract;
import java.nio.charset.StandardCharsets;

/**
 * The RabbitMQ that {@code HANDOFF_TEST_RABBITMQ_URL} names, or a broker of our own where its
 * program is found; the same one for all tests, because it takes seconds to start.
 */
final class RabbitPlace {

    private static final String NAMED = System.getenv("HANDOFF_TEST_RABBITMQ_URL");
    private static Broker own;
    private static boolean looked;

    private RabbitPlace() {}

    /** Skips the tests, with one line that says so, where there is no RabbitMQ. */
    static synchronized void assume() throws Exception {
        if (NAMED == null && !looked) {
            looked = true;
            own = Broker.program().isPresent() ? Broker.start(Broker.program().get()) : null;
            if (own == null) {
                System.out.println(
                        "Skipped the tests with RabbitMQ: there is no rabbitmq-server, and"
                                + " HANDOFF_TEST_RABBITMQ_URL names none");
            }
        }
        assumeTrue(NAMED != null || own != null, "there is no RabbitMQ");
    }

    static Bus open() {
        return RemoteBus.open(
                "rabbitmq",
                RabbitBusConnection.connector(url()),
                10_000,
                TwoReplicasContract.MAX_BYTES,
                TwoReplicasContract.QUICK);
    }

    /** Kills the broker and starts it again. */
    static void restart() throws Exception {
        assumeTrue(own != null, "a broker that is not ours is not restarted");
        own.restart();
    }

    /** As another client would. */
    static void publish(String text) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url());
        try (Connection connection = factory.newConnection()) {
            connection
                    .createChannel()
                    .basicPublish(
                            "handoff.events", "", null, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String url() {
        return NAMED != null ? NAMED : own.url();
    }
}
