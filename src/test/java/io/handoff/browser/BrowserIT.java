package io.handoff.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import io.handoff.crash.HandoffProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, on the packaged service: one journey per screen. */
class BrowserIT {

    // Every build takes the first journey; the others take their time, and so run with -Pfull.

    private static final String EVIL = "<img src=x onerror=alert(1)>";

    @TempDir static Path folder;

    private static Chromium chromium;
    private static HandoffProcess service;
    private static int port;

    @BeforeAll
    static void start() {
        chromium = Chromium.assume("the tests of the page in a browser");
        HandoffProcess.Setup setup = HandoffProcess.in(folder);
        port = setup.port();
        service = setup.start();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
            chromium.close();
        }
    }

    @Test
    void shouldShowWorkFromTheFormToItsEnd() {
        try (Visitor alice = chromium.visitor("alice").at(port, "try")) {
            alice.find("#seconds").fill("2");
            alice.fill("Message (becomes the result)", EVIL);
            alice.press("Submit task");
            Locator card = alice.find(".task").first();
            assertThat(card.locator(".badge")).containsText("running");
            assertThat(card.locator(".progress .hint"))
                    .hasText(Pattern.compile("[1-9]\\d? % · .*"));
            assertThat(card.locator(".badge")).containsText("succeeded");

            card.locator("header a").click();
            assertThat(alice.find(".timeline li")).hasCount(3);
            alice.sees("pre", EVIL);
            alice.press("Copy as curl");
            alice.sees(".toast", "Copied");
            String copied = (String) alice.page().evaluate("navigator.clipboard.readText()");
            assertTrue(
                    copied.startsWith("curl -i 'http://localhost:" + port + "/tasks?user=alice'"),
                    copied);
        }
    }

    @Tag("full")
    @Test
    void shouldCancelWorkAndShowWhyItFailed() {
        try (Visitor alice = chromium.visitor("alice").at(port, "try")) {
            alice.find("#seconds").fill("40");
            alice.press("Submit task");
            Locator card = alice.find(".task").first();
            assertThat(card.locator(".badge")).containsText("running");
            alice.press("Cancel");
            assertThat(card.locator(".badge")).containsText("cancelled");

            alice.find("#seconds").fill("1");
            alice.find("#failure").fill("100");
            alice.fill("Max. attempts", "1");
            alice.press("Submit task");
            assertThat(card.locator(".badge")).containsText("dead");
            assertThat(card.locator(".error")).not().isEmpty();
            alice.find("#failure").fill("0");
            alice.fill("Kind", "none");
            alice.press("Submit task");
            alice.sees(".toast", "Error:");
        }
    }

    @Tag("full")
    @Test
    void shouldChatBetweenTwoWindows() {
        try (Visitor alice = chromium.visitor("alice").at(port, "chat/talk");
                Visitor bob = chromium.visitor("bob").at(port, "chat/talk")) {
            alice.sees(".people", "bob");
            alice.find("#chat-text").pressSequentially("hello " + EVIL);
            bob.sees(".typing", "alice is typing");
            alice.find("#chat-text").press("Enter");
            bob.sees(".message .text", "hello " + EVIL);
            alice.sees(".message.own .text", "hello");

            bob.go("Echo");
            alice.find("#chat-text").fill("are you there?");
            alice.press("Send");
            assertThat(bob.find("nav[aria-label=Screens] .count")).containsText("1");
            assertThat(bob.page()).hasTitle(Pattern.compile("\\(\\d+\\).*"));
            bob.go("Chat");
            bob.find(".rooms a", "talk").click();
            bob.sees(".message .text", "are you there?");
            assertThat(bob.find("nav[aria-label=Screens] .count")).hasCount(0);
            try (Visitor carol = chromium.visitor("carol").at(port, "chat/talk")) {
                carol.sees(".message .text", "are you there?");
                assertThat(carol.find(".rooms a[aria-current] .count")).hasCount(0);
            }
        }
    }

    @Tag("full")
    @Test
    void shouldBringOlderMessagesByScrollingUp() {
        try (Visitor alice = chromium.visitor("alice").at(port, "chat/long")) {
            alice.awaitConnection();
            for (int i = 0; i < 60; i++) {
                alice.find("#chat-text").fill("line " + i + ".");
                alice.find("#chat-text").press("Enter");
            }
            assertThat(alice.find(".message:not([data-state])")).hasCount(60);
            alice.page().reload();
            alice.sees(".message .text", "line 59.");
            assertThat(alice.find(".message")).hasCount(30);
            alice.find("#messages").evaluate("list => list.scrollTop = 0");
            alice.sees(".message .text", "line 0.");
            assertThat(alice.find(".message")).hasCount(60);
        }
    }

    @Tag("full")
    @Test
    void shouldBringNotificationsAsTheyCome() {
        try (Visitor alice = chromium.visitor("alice-2").at(port, "try");
                Visitor bob = chromium.visitor("bob").at(port, "inbox")) {
            alice.awaitConnection();
            bob.fill("Recipient", "alice-2");
            bob.fill("Title (optional)", EVIL);
            bob.fill("Message", "look " + EVIL);
            bob.press("Send");
            alice.sees(".toast", EVIL);
            assertThat(alice.find(".bell .count")).hasText("1 unread");
            alice.find(".bell").click();
            alice.sees(".notice", "look " + EVIL);
            alice.press("Mark as read");
            alice.sees(".heading", "All read");
            assertThat(alice.find(".bell .count")).hasCount(0);

            bob.press("Send");
            assertThat(alice.find(".notice")).hasCount(2);
            alice.press("Mark all as read");
            alice.sees(".heading", "All read");
        }
    }

    @Tag("full")
    @Test
    void shouldShowEachFrameOfTheEcho() {
        try (Visitor alice = chromium.visitor("alice").at(port, "echo")) {
            alice.press("Connect");
            alice.sees(".console .connection[data-state=live]", "Connected");
            alice.fill("Text to send", EVIL);
            alice.press("Send");
            alice.sees("tr[data-way=in] code", "You said: " + EVIL);
            alice.sees("tr[data-way=in]", " ms");
            alice.sees("tr[data-way=out]", "28 B");
            alice.press("Disconnect");
            alice.sees(".console .connection[data-state=closed]", "Disconnected");
        }
    }

    @Tag("full")
    @Test
    void shouldKeepTextsTextsAlsoInAddressesAndNames() {
        try (Visitor alice = chromium.visitor("alice").at(port, "chat/" + "%3Cimg%20src=x%3E")) {
            alice.fill("Another room", EVIL);
            alice.press("Enter");
            alice.sees(".toast", "Invalid room name");
            alice.find("#user").fill(EVIL);
            alice.find("#user").press("Enter");
            assertThat(alice.find("#user:invalid")).hasCount(1);
            alice.find("#user").fill("ann");
            alice.find("#user").press("Enter");
            alice.sees(".people", "ann");
            assertThat(alice.find("#user")).isFocused();
        }
    }

    @Tag("full")
    @Test
    void shouldBearAnyAddressAndWhatIsLeftInTheBrowser() {
        try (Visitor alice = chromium.visitor("alice")) {
            for (String address : List.of("task/%", "task/", "nonsense", "%E0%A4%A/x")) {
                alice.at(port, address).sees("h1", "Try it");
            }
            alice.page()
                    .evaluate("localStorage.rooms = '{bad'; sessionStorage['tasks alice'] = '7'");
            alice.page().reload();
            alice.sees("h1", "Try it");
            alice.at(port, "task/none").sees("[role=status]", "There is no task none");
        }
    }

    @Tag("full")
    @Test
    void shouldForgetWhatHasExpired() {
        try (Visitor zoe = chromium.visitor("zoe").at(port, "try")) {
            zoe.awaitConnection();
            notify("{\"message\":\"stale\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}");
            notify("{\"message\":\"first\",\"collapseKey\":\"k\"}");
            notify("{\"message\":\"second\",\"collapseKey\":\"k\"}");
            zoe.sees(".toast", "second");
            assertThat(zoe.find(".bell .count")).hasText("1 unread");
            zoe.seesNo(".toast:has-text('stale')");
            zoe.find(".bell").click();
            assertThat(zoe.find(".notice")).hasCount(1);
        }
    }

    private static void notify(String body) {
        given().port(port)
                .contentType("application/json")
                .body(body)
                .post("/notify/zoe")
                .then()
                .statusCode(202);
    }

    @Tag("full")
    @Test
    void shouldBeOneToTheKeyboard() {
        try (Visitor alice = chromium.visitor("alice").at(port, "try")) {
            alice.page().keyboard().press("Tab");
            assertEquals(
                    "Skip to the content",
                    alice.page().evaluate("document.activeElement.textContent"));
            alice.page().keyboard().press("Enter");
            assertEquals("main", alice.page().evaluate("document.activeElement.id"));
            alice.go("Chat");
            assertThat(alice.find("h1")).isFocused();
        }
    }
}
