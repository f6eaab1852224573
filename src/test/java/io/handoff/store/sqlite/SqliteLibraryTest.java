package io.handoff.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

class SqliteLibraryTest {

    private static final String NAME = LibraryLoaderUtil.getNativeLibName();

    @TempDir Path folder;

    @Test
    void shouldUnpackOnceAndUseItAgain() throws IOException {
        Path library = SqliteLibrary.unpack(folder, NAME).orElseThrow();
        Object first = key(library);

        assertEquals(Optional.of(library), SqliteLibrary.unpack(folder, NAME));

        assertEquals(first, key(library));
        assertTrue(Files.isExecutable(library));
        assertEquals(List.of(library), files());
    }

    @Test
    void shouldReplaceADamagedLibrary() throws IOException {
        Path library = SqliteLibrary.unpack(folder, NAME).orElseThrow();
        byte[] whole = Files.readAllBytes(library);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(library, damaged);

        SqliteLibrary.unpack(folder, NAME);

        assertArrayEquals(whole, Files.readAllBytes(library));
    }

    /** As a crash while it was written, or another version, would leave it. */
    @Test
    void shouldReplaceATruncatedLibraryAndItsPart() throws IOException {
        Path library = SqliteLibrary.unpack(folder, NAME).orElseThrow();
        byte[] whole = Files.readAllBytes(library);
        Files.write(library, new byte[] {1});
        Files.write(folder.resolve(NAME + ".part"), new byte[] {1, 2});

        SqliteLibrary.unpack(folder, NAME);

        assertArrayEquals(whole, Files.readAllBytes(library));
        assertEquals(List.of(library), files());
    }

    @Test
    void shouldNotUseAFolderThatCanNotBeWritten() {
        assertEquals(Optional.empty(), SqliteLibrary.unpack(folder.resolve("missing"), NAME));
    }

    @Test
    void shouldNotUseAFolderThatIsMountedNoexec() throws IOException {
        Path shared = Path.of("/dev/shm");
        assumeTrue(Files.isDirectory(shared) && isNoexec(shared), "/dev/shm is not noexec");
        Path noexec = Files.createTempDirectory(shared, "handoff");
        try {
            assertEquals(Optional.empty(), SqliteLibrary.unpack(noexec, NAME));
        } finally {
            Files.deleteIfExists(noexec.resolve(NAME));
            Files.delete(noexec);
        }
    }

    private static boolean isNoexec(Path mount) throws IOException {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
            return mounts.anyMatch(
                    line -> line.contains(" " + mount + " ") && line.contains("noexec"));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Object key(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.fileKey() == null ? attributes.lastModifiedTime() : attributes.fileKey();
    }
}
