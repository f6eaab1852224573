package io.handoff.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.crash.HandoffProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows when the server is away, full, or refuses. */
@Tag("full")
class PageTroubleIT {

    private static final String SECRET = "a secret of more than thirty-two bytes";

    @TempDir Path folder;

    private Chromium chromium;
    private HandoffProcess.Setup setup;
    private HandoffProcess service;

    @BeforeEach
    void find() {
        chromium = Chromium.assume("what the page says of trouble");
        setup = HandoffProcess.in(folder);
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void shouldComeBackAfterARestartAndSendWhatWaited() {
        service = setup.start();
        try (Visitor alice = chromium.visitor("alice").at(setup.port(), "chat")) {
            alice.awaitConnection();
            alice.find("#chat-text").fill("before");
            alice.press("Send");
            assertThat(alice.find(".message:not([data-state])")).hasCount(1);

            service.kill();
            assertThat(alice.find(".connection").first())
                    .containsText(Pattern.compile("Reconnecting[\\s\\S]*in \\d+ s"));
            alice.find("#chat-text").fill("meanwhile");
            alice.press("Send");
            alice.sees(".message", "Waiting for the connection…");

            service = setup.start();
            assertThat(alice.find(".top .connection[data-state=live]")).isVisible(slow());
            assertThat(alice.find(".message:not([data-state])")).hasCount(2);
            assertThat(alice.find(".message .text")).hasText(new String[] {"before", "meanwhile"});
        }
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions slow() {
        return new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                .setTimeout(30_000);
    }

    @Test
    void shouldSayThatTheServerIsFull() {
        service = setup.with("HANDOFF_LIVE_MAX_CONNECTIONS", "1").start();
        try (Visitor alice = chromium.visitor("alice").at(setup.port(), "try")) {
            alice.awaitConnection();
            try (Visitor bob = chromium.visitor("bob").at(setup.port(), "try")) {
                bob.sees(".connection", "the server is full (1 of 1 connections)");
            }
        }
    }

    @Test
    void shouldSayWhyTheEchoWasClosedOrRefusedAndReconnectIt() {
        service = setup.with("HANDOFF_ECHO_MAX_CONNECTIONS", "1").start();
        try (Visitor alice = chromium.visitor("alice").at(setup.port(), "echo");
                Visitor bob = chromium.visitor("bob").at(setup.port(), "echo")) {
            alice.press("Connect");
            alice.sees(".console .connection[data-state=live]", "Connected");
            bob.press("Connect");
            bob.sees(".console", "the server is full (1 of 1 connections)");
            bob.press("Disconnect");
            service.terminate();
            alice.sees(".console", "Last close: 1012");

            service.close();
            service = setup.start();
            assertThat(alice.find(".console .connection[data-state=live]")).isVisible(slow());
            alice.fill("Text to send", "again");
            alice.press("Send");
            alice.sees("tr[data-way=in] code", "You said: again");
        }
    }

    @Test
    void shouldOfferToSendAgainWhatWasRefused() {
        service = setup.with("HANDOFF_CHANNELS_MAX_DATA_SIZE", "50").start();
        try (Visitor alice = chromium.visitor("alice").at(setup.port(), "chat")) {
            alice.find("#chat-text").fill("x".repeat(100));
            alice.press("Send");
            alice.sees(".message[data-state=failed]", "Not sent: ");
            alice.press("Send again");
            alice.sees(".message[data-state=failed]", "Not sent: ");
            alice.press("Discard");
            alice.seesNo(".message");
        }
    }

    @Test
    void shouldLetOperatorsActAndOthersLook() throws IOException {
        service =
                setup.with("HANDOFF_ACCESS_MODE", "jwt")
                        .with("HANDOFF_ACCESS_JWT_SECRET", SECRET)
                        .start();
        try (Visitor alice = chromium.visitor("nobody").at(setup.port(), "monitor/tasks/dead")) {
            signIn(alice, "nonsense");
            alice.sees(".wrong", "token");
            signIn(alice, token("alice"));
            alice.sees(".empty", "needs a token with the role admin or viewer");
            alice.go("Try it");
            alice.find("#seconds").fill("0");
            alice.find("#failure").fill("100");
            alice.fill("Max. attempts", "1");
            alice.press("Submit task");
            assertThat(alice.find(".task .badge")).containsText("dead");

            alice.press("Sign out");
            signIn(alice, token("victor", "viewer"));
            alice.at(setup.port(), "monitor/tasks/dead").sees("tbody tr", "alice");
            assertThat(alice.button("Run all again")).hasCount(0);

            alice.press("Sign out");
            signIn(alice, token("ada", "admin"));
            alice.at(setup.port(), "monitor/tasks/dead").sees("tbody tr", "alice");
            alice.press("Discard all");
            assertEquals(
                    List.of(
                            "Discard all: 1 dead task. Discarded tasks and their history are deleted for good. Continue?"),
                    alice.questions());
            alice.sees(".bulk", "1 changed, 0 skipped");
            alice.sees(".empty", "No dead tasks");
            alice.find(".tabs a", "Audit log").click();
            alice.sees("tbody tr", "tasks.bulk");
            alice.sees("tbody th", "ada");
        }
    }

    private static void signIn(Visitor visitor, String token) {
        visitor.fill("Your token", token);
        visitor.press("Sign in");
    }

    /** Made by the command line, as an operator does for a trial. */
    private static String token(String user, String... roles) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-jar", "target/quarkus-app/quarkus-run.jar", "token", "--user", user));
        for (String role : roles) {
            command.addAll(List.of("--role", role));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HANDOFF_ACCESS_JWT_SECRET", SECRET);
        byte[] output = builder.start().getInputStream().readAllBytes();
        return new String(output, StandardCharsets.UTF_8).trim();
    }
}
