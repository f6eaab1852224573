package io.handoff.bus;

class LocalBusTest extends BusContract {

    @Override
    protected Bus open() {
        return new LocalBus();
    }
}
