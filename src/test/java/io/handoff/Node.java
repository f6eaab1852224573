package io.handoff;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Node of this machine, if there is one. */
public final class Node {

    private static final int OLDEST = 20;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");

    private Node() {}

    /** Skips the test, with one line that says so, where there is none that is new enough. */
    public static void assume(String what) {
        boolean there = version() >= OLDEST;
        if (!there) {
            System.out.printf(
                    "Skipped %s: there is no node %d or newer on the PATH%n", what, OLDEST);
        }
        assumeTrue(there);
    }

    private static int version() {
        Optional<Program> node = Program.find("node");
        if (node.isEmpty()) {
            return 0;
        }
        try {
            Matcher version = VERSION.matcher(node.get().run("--version").output());
            return version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
