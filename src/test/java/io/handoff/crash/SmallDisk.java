package io.handoff.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A disk of a few megabytes that only one process sees: a memory file system mounted in namespaces
 * of its own, which needs no privileges where the system lets users make namespaces.
 */
final class SmallDisk {

    private static final int SIZE_MIB = 24;

    private final Path mountPoint;
    private final String mount;

    private SmallDisk(Path mountPoint, String option) {
        this.mountPoint = mountPoint;
        this.mount = "mount -t tmpfs -o " + option + " tmpfs \"$0\" && exec \"$@\"";
    }

    static SmallDisk writable(Path mountPoint) {
        return new SmallDisk(mountPoint, "size=" + SIZE_MIB + "m");
    }

    static SmallDisk readOnly(Path mountPoint) {
        return new SmallDisk(mountPoint, "ro");
    }

    /** Whether this system lets us. */
    boolean available() throws IOException {
        try {
            Process trial = new ProcessBuilder(wrapper("true")).start();
            return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the process that is to see the disk has to be started with. */
    String[] wrapper(String... command) {
        String[] wrapper = {"unshare", "-rm", "bash", "-c", mount, mountPoint.toString()};
        String[] all = Arrays.copyOf(wrapper, wrapper.length + command.length);
        System.arraycopy(command, 0, all, wrapper.length, command.length);
        return all;
    }

    /** Where the disk is for us, as the process sees it. */
    Path seenBy(HandoffProcess process) {
        return Path.of("/proc/" + process.pid() + "/root" + mountPoint);
    }

    /** Takes all the space that is left. */
    void fill(HandoffProcess process) {
        byte[] page = new byte[4096];
        try (OutputStream ballast =
                Files.newOutputStream(
                        ballast(process), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int pages = 0; pages < SIZE_MIB << 8; pages++) {
                ballast.write(page);
            }
        } catch (IOException e) {
            // It is full now.
        }
    }

    void free(HandoffProcess process) throws IOException {
        Files.delete(ballast(process));
    }

    private Path ballast(HandoffProcess process) {
        return seenBy(process).resolve("ballast");
    }
}
