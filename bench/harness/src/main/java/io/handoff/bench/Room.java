package io.handoff.bench;

import io.netty.buffer.ByteBuf;

/** A channel on Handoff; on a bare server everyone is in one room, and frames are passed on. */
record Room(int port, boolean bare, String channel) {

    String subscriberPath(String user) {
        return bare ? "/subscriber" : "/ws/live?user=" + user;
    }

    String publisherPath() {
        return bare ? "/publisher" : "/ws/live?user=publisher";
    }

    ByteBuf message(long number, String data) {
        return bare ? Frames.event(channel, number, data) : Frames.publish(channel, data);
    }
}
