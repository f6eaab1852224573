package io.handoff.bench.load;

import io.handoff.bench.accept.ClosedLoop;
import io.handoff.bench.echo.EchoLoad;
import io.handoff.bench.fanout.FanOutLoad;
import io.handoff.bench.game.GameLoad;
import io.handoff.bench.latency.OpenLoop;
import io.handoff.bench.liveidle.LiveIdleSockets;
import io.handoff.bench.memory.IdleSockets;
import io.handoff.bench.resume.ResumeLoad;
import io.handoff.bench.storm.StormLoad;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The load generator, a process of its own so that its CPU time can be told from the servers'.
 * Reads one command a line, answers each with one line, ends with its input.
 */
public final class LoadMain {

    private LoadMain() {}

    public static void main(String[] args) throws Exception {
        EventLoopGroup loops = new NioEventLoopGroup(Integer.parseInt(args[0]));
        Map<String, Load> loads =
                Map.of(
                        "echo", new EchoLoad(loops),
                        "closed", new ClosedLoop(loops),
                        "open", new OpenLoop(loops),
                        "idle", IdleSockets.echo(loops),
                        "fanout", new FanOutLoad(loops),
                        "idlelive", LiveIdleSockets.open(loops),
                        "storm", new StormLoad(loops),
                        "resume", new ResumeLoad(loops),
                        "game", new GameLoad(loops));
        BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = commands.readLine()) != null; ) {
            System.out.println(answer(loads, line));
        }
        // The group's threads are not daemons, and nothing is worth waiting for any more.
        System.exit(0);
    }

    private static String answer(Map<String, Load> loads, String line) {
        String name = line.split(" ", 2)[0];
        try {
            return "ok " + loads.get(name).run(Fields.of(line));
        } catch (Exception e) {
            // Some say nothing but their name, a timeout for example.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return "error " + name + ": " + reason.replace('\n', ' ');
        }
    }
}
