package io.handoff.transfer;

import io.handoff.store.StoreCannotStart;
import io.handoff.store.StoreUnavailable;
import io.handoff.store.open.StoreRows;
import io.handoff.store.sql.TableReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Moves the content of a store: {@code export [FILE|-]} writes what the embedded store in the data
 * directory holds, {@code import [FILE|-]} reads it into the configured store. Neither starts a
 * server.
 */
public final class TransferCommand {

    private static final String EXPORT = "export";
    private static final String IMPORT = "import";

    /** The first argument of these commands. */
    public static final Set<String> NAMES = Set.of(EXPORT, IMPORT);

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int USAGE_ERROR = 2;

    private static final String USAGE =
            "Usage: export [FILE|-]   writes the content of the embedded store in HANDOFF_DATA_DIR"
                    + "\n       import [FILE|-]   reads it into the store that HANDOFF_STORE names,"
                    + " which must be empty";

    private final Supplier<StoreRows> stores;
    private final InstantSource clock;
    private final InputStream in;
    private final OutputStream out;

    TransferCommand(
            Supplier<StoreRows> stores, InstantSource clock, InputStream in, OutputStream out) {
        this.stores = stores;
        this.clock = clock;
        this.in = in;
        this.out = out;
    }

    /**
     * @param args all of the command line, one of {@link #NAMES} first
     * @param out for the export itself; the summary or the error goes to {@code err}, in one line
     * @return the exit code: 0, 1 if the command failed, 2 if its arguments were wrong
     */
    public static int run(
            String[] args, InstantSource clock, InputStream in, OutputStream out, PrintStream err) {
        return new TransferCommand(StoreRows::asConfigured, clock, in, out).run(args, err);
    }

    int run(String[] args, PrintStream err) {
        if (args.length > 2 || args.length == 2 && isOption(args[1])) {
            err.println(USAGE);
            return USAGE_ERROR;
        }
        String file = args.length == 2 ? args[1] : "-";
        try {
            err.println(args[0].equals(EXPORT) ? exportTo(file) : importFrom(file));
            return DONE;
        } catch (StoreCannotStart | StoreUnavailable | BadFile e) {
            err.println(e.getMessage());
        } catch (NoSuchFileException e) {
            err.println("No such file: " + e.getMessage() + '.');
        } catch (FileSystemException e) {
            err.println("Cannot use the file " + e.getMessage() + '.');
        } catch (IOException e) {
            err.println("The " + args[0] + " failed: " + e.getMessage() + '.');
        }
        return REFUSED;
    }

    private static boolean isOption(String argument) {
        return argument.startsWith("-") && !argument.equals("-");
    }

    private String exportTo(String file) throws IOException {
        StoreRows rows = stores.get();
        try (TableReader store = rows.embedded()) {
            Map<String, Long> counts = file.equals("-") ? write(store, out) : write(store, file);
            return summary("Exported from " + rows.source(), counts);
        }
    }

    private Map<String, Long> write(TableReader store, OutputStream to) throws IOException {
        return ExportFile.write(store, clock.instant(), to);
    }

    /** Under another name until the file is complete and fsynced. */
    private Map<String, Long> write(TableReader store, String file) throws IOException {
        Path part = Path.of(file + ".part");
        Map<String, Long> counts;
        try (FileOutputStream to = new FileOutputStream(part.toFile())) {
            counts = write(store, to);
            to.getFD().sync();
        }
        Files.move(part, Path.of(file), StandardCopyOption.REPLACE_EXISTING);
        return counts;
    }

    private String importFrom(String file) throws IOException {
        if (file.equals("-")) {
            return importFrom(in);
        }
        try (InputStream from = Files.newInputStream(Path.of(file))) {
            return importFrom(from);
        }
    }

    private String importFrom(InputStream from) throws IOException {
        StoreRows rows = stores.get();
        return summary("Imported into " + rows.target(), ImportFile.read(from, rows::named));
    }

    private static String summary(String done, Map<String, Long> counts) {
        String rows =
                counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
        return done + ": " + (rows.isEmpty() ? "no rows, the store is empty" : rows) + '.';
    }
}
