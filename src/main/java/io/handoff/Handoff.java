package io.handoff;

import io.handoff.access.TokenCommand;
import io.handoff.internals.TerminationSignal;
import io.handoff.ops.Clocks;
import io.handoff.transfer.TransferCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/**
 * Starts the service, or runs one of the commands {@code token}, {@code export}, {@code import}.
 */
@QuarkusMain
public final class Handoff {

    Handoff() {}

    public static void main(String... args) {
        if (args.length > 0 && args[0].equals(TokenCommand.NAME)) {
            System.exit(TokenCommand.run(args, Clocks.system(), System.out, System.err));
        }
        if (args.length > 0 && TransferCommand.NAMES.contains(args[0])) {
            // System.out would hide that the reader of a pipe has gone.
            OutputStream out = new FileOutputStream(FileDescriptor.out);
            System.exit(TransferCommand.run(args, Clocks.system(), System.in, out, System.err));
        }
        if (args.length > 0 && !args[0].startsWith("-")) {
            System.err.println(
                    "Unknown command '"
                            + args[0]
                            + "'. Known commands: token, export, import; without a command the"
                            + " service starts.");
            System.exit(2);
        }
        // A JVM that a signal ends exits with 143; an orderly stop is exit code 0.
        TerminationSignal.handle(() -> Quarkus.asyncExit(0));
        Quarkus.run(args);
    }
}
