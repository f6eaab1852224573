package io.handoff.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "auth0|6f1",
                "a.b+c@example.org",
                "Zoë",
                "नमस्ते",
                "ไทย",
                "தமிழ்",
                "שָׁלוֹם",
                "李",
                "𠮷野家"
            })
    void shouldTakeNamesOfEveryScript(String name) {
        assertTrue(Names.isName(Names.normalised(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a:b", "a/b", "a\n", "\u0301a", "\ud83d", "🎉", "%", "\0"})
    void shouldRefuseAllElse(String name) {
        assertFalse(Names.isName(Names.normalised(name)));
    }

    @Test
    void shouldSeeOneNameInBothFormsOfACharacter() {
        assertEquals("zo\u00eb", Names.normalised("zoe\u0308"));
        assertEquals("zo\u00eb", Names.normalised("zo\u00eb"));
    }

    @Test
    void shouldCountCodePoints() {
        assertTrue(Names.isName("𠮷".repeat(128)));
        assertFalse(Names.isName("𠮷".repeat(129)));
    }

    @Test
    void shouldLeaveLatinTextsAlone() {
        String name = "alice";

        assertSame(name, Names.normalised(name));
    }
}
