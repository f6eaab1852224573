package io.handoff.bus;

/** The shared part alone, over a server in memory that forgets subscriptions without a word. */
class WireReplicasTest extends TwoReplicasContract {

    private final Hub hub = new Hub();

    @Override
    protected Bus open() {
        return RemoteBus.open("memory", hub, 10_000, MOST_BYTES, QUICK);
    }

    @Override
    protected void cut() {
        hub.forget();
    }

    @Override
    protected void sendRaw(String text) {
        hub.say(text);
    }
}
