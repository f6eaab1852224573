package io.handoff.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/**
 * A user of the page, in a browser window of her own. Fails at the end if the browser reported an
 * error.
 */
final class Visitor implements AutoCloseable {

    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();

    Visitor(BrowserContext context, String name) {
        this.context = context;
        context.addInitScript(
                "sessionStorage.getItem('name') ?? sessionStorage.setItem('name', '" + name + "')");
        this.page = context.newPage();
        page.onPageError(fault -> faults.add(fault));
        page.onConsoleMessage(this::noted);
        page.onDialog(this::asked);
    }

    private void noted(ConsoleMessage message) {
        // Some tests refuse or lose a request on purpose.
        if (message.type().equals("error")
                && !message.text().matches(".*(ERR_|status of|WebSocket connection).*")) {
            faults.add(message.text());
        }
    }

    /** Accepts what the page asks; an alert means that a text was run as a script. */
    private void asked(Dialog dialog) {
        if (!dialog.type().equals("confirm")) {
            faults.add("a dialog: " + dialog.message());
        }
        questions.add(dialog.message());
        dialog.accept();
    }

    Page page() {
        return page;
    }

    List<String> questions() {
        return questions;
    }

    /** Opens a screen, and waits until its heading is there. */
    Visitor at(int port, String screen) {
        page.navigate("http://localhost:" + port + "/#/" + screen);
        page.locator("h1").first().waitFor();
        return this;
    }

    /** Follows a link of the navigation. */
    Visitor go(String place) {
        page.locator("nav[aria-label=Screens]")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(place))
                .click();
        return this;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** Waits for the live connection. */
    void awaitConnection() {
        assertThat(find(".top .connection[data-state=live]")).isVisible();
    }

    Locator find(String selector, String text) {
        return page.locator(selector, new Page.LocatorOptions().setHasText(text));
    }

    void fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    void press(String button) {
        button(button).click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void sees(String selector, String text) {
        assertThat(find(selector, text).first()).isVisible();
    }

    void seesNo(String selector) {
        assertThat(find(selector)).hasCount(0);
    }

    /** Fails if the browser reported an error. */
    @Override
    public void close() {
        context.close();
        assertEquals(List.of(), faults);
    }
}
