package io.handoff.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every relative link of every page leads to a file, and to a heading where it names one. */
class DocLinksTest {

    @Test
    void shouldResolveEveryRelativeLink() {
        List<MarkdownFile> pages = MarkdownFile.all();
        assertTrue(pages.size() > 15, () -> "found only " + pages.size());

        List<String> broken =
                pages.stream()
                        .flatMap(
                                page ->
                                        page.links().stream()
                                                .filter(link -> isBroken(page.path(), link))
                                                .map(link -> page.path() + " -> " + link))
                        .toList();

        assertEquals(List.of(), broken);
    }

    @Test
    void shouldNoticeABrokenLink() {
        Path from = Path.of("docs/tasks.md");

        assertTrue(isBroken(from, "nowhere.md"));
        assertTrue(isBroken(from, "../README.md#no-such-heading"));
        assertTrue(isBroken(from, "#no-such-heading"));
    }

    @Test
    void shouldReadLinksAndHeadingsAsGitHubDoes() {
        String text = "# Close codes: `4008` & more\n[a](b.md#c) ![d](e.png \"t\") `[f](g)`\n";
        MarkdownFile page =
                new MarkdownFile(Path.of("docs/x.md"), text + "```\n# no\n[no](no)\n```\n");

        assertEquals(List.of("b.md#c", "e.png"), page.links());
        assertEquals(Set.of("close-codes-4008--more"), page.anchors());
    }

    private static boolean isBroken(Path page, String link) {
        if (link.matches("[a-z]+:.*")) {
            return false;
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file);
        if (!Files.exists(target)) {
            return true;
        }
        return hash >= 0 && !MarkdownFile.read(target).anchors().contains(link.substring(hash + 1));
    }
}
