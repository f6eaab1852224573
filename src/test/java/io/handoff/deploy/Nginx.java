package io.handoff.deploy;

import io.handoff.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The proxy of compose.yaml in a real nginx of this machine, if there is one. */
final class Nginx {
    static final Path CONFIG = Path.of("compose/nginx.conf");

    /** Around the file, as the nginx image has it, in one process that writes only to a folder. */
    private static final String FRAME =
            """
            daemon off;
            master_process off;
            pid FOLDER/pid;
            error_log stderr;
            events {}
            http {
                access_log off;
                client_body_temp_path FOLDER/body;
                proxy_temp_path FOLDER/proxy;
                fastcgi_temp_path FOLDER/fastcgi;
                uwsgi_temp_path FOLDER/uwsgi;
                scgi_temp_path FOLDER/scgi;
                include FOLDER/default.conf;
            }
            """;

    private final Program program;
    private final Path folder;

    private Nginx(Program program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /**
     * Skips the test, with one line that says so, where there is no nginx. Our file is changed in
     * two places only: where it listens, and where its one replica is. {@code resolve} goes with
     * Docker's names, and needs nginx 1.27.3.
     *
     * @param listen an address of nginx
     * @param replica a host and port
     */
    static Nginx in(Path folder, String listen, String replica) throws IOException {
        Program program = Program.assume("the check of compose/nginx.conf", "nginx");
        String config = replace(Files.readString(CONFIG), "listen 8080;", "listen " + listen + ";");
        config = replace(config, "server handoff:8080 resolve;", "server " + replica + ";");
        Files.writeString(folder.resolve("default.conf"), config);
        Files.writeString(folder.resolve("nginx.conf"), FRAME.replace("FOLDER", folder.toString()));
        return new Nginx(program, folder);
    }

    private static String replace(String config, String directive, String other) {
        if (!config.contains(directive)) {
            throw new AssertionError(CONFIG + " has no '" + directive + "'");
        }
        return config.replace(directive, other);
    }

    /** What nginx says of its configuration. */
    Program.Result test() throws IOException, InterruptedException {
        return program.run("-t", "-e", "stderr", "-p", folder.toString(), "-c", "nginx.conf");
    }

    /** It takes connections shortly after. */
    Process start() throws IOException {
        return program.command("-e", "stderr", "-p", folder.toString(), "-c", "nginx.conf")
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }
}
