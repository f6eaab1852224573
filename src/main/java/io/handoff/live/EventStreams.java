package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.access.Callers;
import io.handoff.channel.ChannelAccess;
import io.handoff.channel.Subscription;
import io.handoff.event.ChannelName;
import io.handoff.http.Numbers;
import io.handoff.http.Problem;
import io.handoff.http.ProblemAnswer;
import io.handoff.socket.ConnectionLimiter;
import io.handoff.socket.ExtraPermit;
import io.handoff.socket.Refusal;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.Task;
import io.handoff.task.TaskStore;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * {@code GET /channels/{channel}/events} for those who ask for an event stream; pages are another's
 * ({@link io.handoff.channel.ChannelResource}). A route of its own, as a stream has to feel when
 * its reader is slow.
 */
@Singleton
final class EventStreams {

    private static final Logger LOG = Logger.getLogger(EventStreams.class);
    private static final String PATH = "/channels/:channel/events";

    private final LiveConnections liveConnections;
    private final ConnectionLimiter connectionLimiter;
    private final LiveLimits caps;
    private final Callers callers;
    private final TaskStore tasks;
    private final Vertx vertx;

    EventStreams(
            LiveConnections liveConnections,
            @Identifier("live") ConnectionLimiter connectionLimiter,
            LiveLimits caps,
            Callers callers,
            TaskStore tasks,
            Vertx vertx) {
        this.liveConnections = liveConnections;
        this.connectionLimiter = connectionLimiter;
        this.caps = caps;
        this.callers = callers;
        this.tasks = tasks;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.get(PATH).order(0).handler(this::route);
    }

    private void route(RoutingContext request) {
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains(EventStream.MEDIA_TYPE)) {
            request.next();
            return;
        }
        try {
            ChannelName channel = ChannelName.of(request.pathParam("channel"));
            Caller caller = callers.of(request);
            long after = after(request, channel);
            vertx.executeBlocking(() -> permitted(caller, channel, after), false)
                    .onSuccess(news -> open(request, caller, channel, after, news))
                    .onFailure(failure -> fail(request, failure));
        } catch (Problem e) {
            ProblemAnswer.end(request, e);
        }
    }

    /** The header of a browser that comes back tells more than the address it began with. */
    private static long after(RoutingContext request, ChannelName channel) {
        long otherwise = channel.isTask() ? 0 : Subscription.NOW;
        String last = request.request().getHeader("Last-Event-ID");
        return last != null && !last.isEmpty()
                ? Numbers.query("Last-Event-ID", last, 0, Long.MAX_VALUE, otherwise)
                : Numbers.query(
                        "after", request.request().getParam("after"), 0, Long.MAX_VALUE, otherwise);
    }

    /** Whether there will be anything to tell; blocks. */
    private boolean permitted(Caller caller, ChannelName channel, long after) {
        Optional<Task> task = channel.isTask() ? tasks.find(channel.name()) : Optional.empty();
        if (!caller.mayRead(channel.text(), id -> task.map(Task::owner))) {
            throw ChannelAccess.foreign(channel);
        }
        return task.isEmpty() || !task.get().state().ended() || after < task.get().history().seq();
    }

    private void open(
            RoutingContext request, Caller caller, ChannelName channel, long after, boolean news) {
        if (!news) {
            // Tells a browser not to come back (HTML, server-sent events).
            request.response().setStatusCode(204).end();
            return;
        }
        ExtraPermit extraPermit = caps.claim(caller, request.request());
        Optional<Refusal> refusal = connectionLimiter.permit(extraPermit);
        if (refusal.isPresent()) {
            refusal.get().answer(request.request());
            return;
        }
        new EventStream(
                        liveConnections,
                        caller,
                        channel,
                        request,
                        () -> connectionLimiter.release(extraPermit))
                .open(after);
    }

    private static void fail(RoutingContext request, Throwable failure) {
        if (failure instanceof Problem problem) {
            ProblemAnswer.end(request, problem);
        } else if (failure instanceof StoreUnavailable) {
            ProblemAnswer.end(request, Problem.unavailable(failure.getMessage()));
        } else {
            LOG.error("An event stream could not be opened", failure);
            ProblemAnswer.end(
                    request, Problem.unavailable("Something went wrong here; try again."));
        }
    }
}
