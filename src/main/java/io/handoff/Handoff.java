package io.handoff;

import io.handoff.access.TokenCommand;
import io.handoff.ops.Clocks;
import io.handoff.transfer.TransferCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import sun.misc.Signal;

/**
 * Starts the service; or, asked for a {@code token}, an {@code export} or an {@code import}, does
 * that and ends.
 */
@QuarkusMain
public final class Handoff {

    Handoff() {}

    public static void main(String... args) {
        if (args.length > 0 && args[0].equals(TokenCommand.NAME)) {
            System.exit(TokenCommand.run(args, Clocks.system(), System.out, System.err));
        }
        if (args.length > 0 && TransferCommand.NAMES.contains(args[0])) {
            // Not System.out, which keeps it to itself when nobody reads any more.
            OutputStream out = new FileOutputStream(FileDescriptor.out);
            System.exit(TransferCommand.run(args, Clocks.system(), System.in, out, System.err));
        }
        if (args.length > 0 && !args[0].startsWith("-")) {
            System.err.println(
                    "There is no command '"
                            + args[0]
                            + "'. Without one the service starts; known are: token, export,"
                            + " import.");
            System.exit(2);
        }
        // A JVM that a signal ends exits with 143; one that was asked to stop and did should say 0.
        Signal.handle(new Signal("TERM"), signal -> Quarkus.asyncExit(0));
        Quarkus.run(args);
    }
}
