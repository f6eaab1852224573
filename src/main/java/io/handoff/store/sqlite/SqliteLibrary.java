package io.handoff.store.sqlite;

import io.handoff.store.StoreCannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once into the data directory. The driver would unpack it into
 * the temporary folder at each start, which takes half of a native start, and leave it there when
 * the process is killed.
 */
final class SqliteLibrary {

    private static final Logger LOG = Logger.getLogger(SqliteLibrary.class);

    /** The driver's settings for a library that is unpacked already. */
    private static final String FOLDER = "org.sqlite.lib.path";

    private static final String NAME = "org.sqlite.lib.name";

    /** The driver's setting for where it unpacks by itself. */
    private static final String TEMP = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /**
     * Before the first connection of a process. A library that the operator names is left alone.
     *
     * @param dataDir exists, and belongs to this process
     * @throws StoreCannotStart where libraries can't be loaded from any folder, in one line
     */
    static void prepare(Path dataDir) {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        Optional<Path> unpacked = unpack(dataDir, name);
        if (unpacked.isPresent()) {
            System.setProperty(FOLDER, dataDir.toString());
            System.setProperty(NAME, name);
            return;
        }
        Path temp = Path.of(System.getProperty(TEMP, System.getProperty("java.io.tmpdir")));
        if (!allowsLibraries(temp)) {
            throw new StoreCannotStart(
                    "SQLite's library can be loaded neither from the data directory "
                            + dataDir
                            + " nor from "
                            + temp
                            + ": both are mounted noexec or not writable. Mount one of them with"
                            + " exec, or start with -D"
                            + TEMP
                            + "=FOLDER for a folder that is.");
        }
        LOG.infof(
                "SQLite's library is unpacked into %s at each start: the data directory %s is"
                        + " mounted noexec or not writable",
                temp, dataDir);
    }

    /**
     * The library in this folder, written only if it is missing, damaged or of another version.
     *
     * @return empty if the folder can't hold a library that can be loaded
     */
    static Optional<Path> unpack(Path folder, String name) {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + '/' + name;
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                // The driver has none for this system, and says so itself.
                return Optional.empty();
            }
            byte[] library = in.readAllBytes();
            Path file = folder.resolve(name);
            if (!isThere(file, library)) {
                write(file, library);
            }
            return Files.isExecutable(file) ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            LOG.debugf("SQLite's library cannot be unpacked into %s: %s", folder, e);
            return Optional.empty();
        }
    }

    /** Byte by byte, which is quicker than a hash and proves more. */
    private static boolean isThere(Path file, byte[] library) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == library.length
                && Arrays.equals(Files.readAllBytes(file), library);
    }

    /** Under another name until it is whole: a process may have the old one loaded. */
    private static void write(Path file, byte[] library) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, library);
        // On a file system that is mounted noexec, this has no effect.
        part.toFile().setExecutable(true, true);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether what is in the folder may be executed, tried with a file. */
    private static boolean allowsLibraries(Path folder) {
        try {
            Path probe = Files.createTempFile(folder, "handoff", ".probe");
            try {
                return probe.toFile().setExecutable(true, true) && Files.isExecutable(probe);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return false;
        }
    }
}
