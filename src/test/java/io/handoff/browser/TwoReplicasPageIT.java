package io.handoff.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.handoff.crash.Cluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two browsers on two replicas see the same chat and monitor. */
@Tag("full")
class TwoReplicasPageIT {

    @TempDir Path folder;

    @Test
    void shouldBeOneServiceOnSeveralReplicas() {
        try (Chromium chromium = Chromium.assume("the page on two replicas");
                Cluster cluster = Cluster.in(folder)) {
            cluster.add("HANDOFF_NODE_NAME", "first");
            cluster.add("HANDOFF_NODE_NAME", "second");
            try (Visitor alice = chromium.visitor("alice").at(cluster.port(0), "chat");
                    Visitor bob = chromium.visitor("bob").at(cluster.port(1), "chat")) {
                assertThat(alice.find(".connection").first()).containsText("first");
                assertThat(bob.find(".connection").first()).containsText("second");
                alice.sees(".people", "bob");
                alice.find("#chat-text").fill("over there?");
                alice.press("Send");
                bob.sees(".message .text", "over there?");
                bob.find("#chat-text").fill("over here");
                bob.press("Send");
                alice.sees(".message .text", "over here");

                alice.go("Monitor");
                alice.sees("#main tbody tr", "first");
                alice.sees("#main tbody tr", "second");
                alice.sees("#main tbody th", "(this page)");
            }
        }
    }
}
