package io.handoff.bench.resume;

import io.handoff.bench.accept.Latencies;
import io.handoff.bench.load.Fields;
import io.handoff.bench.load.Load;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A crowd that outlives its server, in phases: 1 comes, some at a time, and hears the history; 2
 * waits until the server is gone; 3 comes back, all at once; 4 leaves when all have heard the last
 * event.
 */
public final class ResumeLoad implements Load {

    private static final int LIMIT_SECONDS = 30;
    private static final int FIRST_AT_ONCE = 50;
    private static final int STRAGGLERS_SHOWN = 5;

    private final EventLoopGroup loops;
    private final List<Returner> crowd = new ArrayList<>();

    public ResumeLoad(EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public Fields run(Fields command) throws Exception {
        return switch (command.integer("phase")) {
            case 1 -> first(command.integer("port"), command.integer("clients"), target(command));
            case 2 -> lost();
            case 3 -> again(command.integer("port"), target(command));
            default -> leave(target(command));
        };
    }

    private static long target(Fields command) {
        return (long) command.number("target");
    }

    private Fields first(int port, int clients, long target) throws Exception {
        crowd.clear();
        List<CompletableFuture<Long>> begun = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Returner returner = new Returner("u" + i);
            crowd.add(returner);
            begun.add(returner.come(loops, port, target));
            if (begun.size() == FIRST_AT_ONCE || i == clients - 1) {
                await(begun);
                begun.clear();
            }
        }
        return new Fields().with("clients", crowd.size());
    }

    private Fields lost() throws Exception {
        await(each(Returner::lost));
        return new Fields();
    }

    private Fields again(int port, long target) throws Exception {
        long start = System.nanoTime();
        List<CompletableFuture<Long>> begun = each(r -> r.come(loops, port, target));
        await(begun);
        Latencies times = new Latencies();
        begun.forEach(time -> times.add((time.join() - start) / 1000));
        return Latencies.merged(List.of(times)).into(new Fields());
    }

    private Fields leave(long target) throws Exception {
        await(each(r -> r.stay(target)));
        await(each(Returner::leave));
        return new Fields()
                .with("gaps", sum(r -> r.order().gaps()))
                .with("repeats", sum(r -> r.order().repeats()))
                .with("admitted", sum(r -> (long) r.admittedGaps()))
                .with("closings", sum(r -> (long) r.closings()))
                .with("ahead", crowd.stream().filter(r -> r.order().last() > target).count());
    }

    private long sum(Function<Returner, Long> value) {
        return crowd.stream().mapToLong(value::apply).sum();
    }

    private <T> List<CompletableFuture<T>> each(Function<Returner, CompletableFuture<T>> action) {
        return crowd.stream().map(action).toList();
    }

    private <T> void await(List<CompletableFuture<T>> begun) throws Exception {
        try {
            CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new))
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "%d s later some are still not there: %s"
                            .formatted(LIMIT_SECONDS, stragglers(begun)));
        }
    }

    private <T> List<String> stragglers(List<CompletableFuture<T>> begun) {
        int first = crowd.size() - begun.size();
        return IntStream.range(0, begun.size())
                .filter(i -> !begun.get(i).isDone())
                .mapToObj(i -> crowd.get(first + i).toString())
                .limit(STRAGGLERS_SHOWN)
                .toList();
    }
}
