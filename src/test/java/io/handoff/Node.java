package io.handoff;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        try {
            Process process = new ProcessBuilder("node", "--version").start();
            byte[] output = process.getInputStream().readAllBytes();
            Matcher version = VERSION.matcher(new String(output, StandardCharsets.UTF_8));
            return version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
