package io.handoff.bus;

/** The code that all adapters share, over a server in memory that silently drops subscriptions. */
class InMemoryReplicasTest extends TwoReplicasContract {

    private final InMemoryServer server = new InMemoryServer();

    @Override
    protected Bus open() {
        return RemoteBus.open("memory", server, 10_000, MAX_BYTES, QUICK);
    }

    @Override
    protected void cut() {
        server.dropSubscriptions();
    }

    @Override
    protected void sendRaw(String text) {
        server.broadcast(text);
    }
}
