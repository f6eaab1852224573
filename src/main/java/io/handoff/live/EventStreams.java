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
 * {@code GET /channels/{channel}/events} with {@code Accept: text/event-stream}; {@link
 * io.handoff.channel.ChannelResource} serves pages. It is a Vert.x route and no resource, because a
 * stream must notice when its reader is slow.
 */
@Singleton
final class EventStreams {

    private static final Logger LOG = Logger.getLogger(EventStreams.class);
    private static final String PATH = "/channels/:channel/events";

    private final LiveConnections liveConnections;
    private final ConnectionLimiter connectionLimiter;
    private final LiveLimits liveLimits;
    private final Callers callers;
    private final TaskStore tasks;
    private final Vertx vertx;

    EventStreams(
            LiveConnections liveConnections,
            @Identifier("live") ConnectionLimiter connectionLimiter,
            LiveLimits liveLimits,
            Callers callers,
            TaskStore tasks,
            Vertx vertx) {
        this.liveConnections = liveConnections;
        this.connectionLimiter = connectionLimiter;
        this.liveLimits = liveLimits;
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
                    .onSuccess(hasEvents -> open(request, caller, channel, after, hasEvents))
                    .onFailure(failure -> fail(request, failure));
        } catch (Problem e) {
            ProblemAnswer.end(request, e);
        }
    }

    /** The header of a browser that reconnects is newer than the address it started with. */
    private static long after(RoutingContext request, ChannelName channel) {
        long otherwise = channel.isTask() ? 0 : Subscription.NOW;
        String last = request.request().getHeader("Last-Event-ID");
        return last != null && !last.isEmpty()
                ? Numbers.query("Last-Event-ID", last, 0, Long.MAX_VALUE, otherwise)
                : Numbers.query(
                        "after", request.request().getParam("after"), 0, Long.MAX_VALUE, otherwise);
    }

    /** Whether the stream will have any events; blocks. */
    private boolean permitted(Caller caller, ChannelName channel, long after) {
        Optional<Task> task = channel.isTask() ? tasks.find(channel.name()) : Optional.empty();
        if (!caller.mayRead(channel.text(), id -> task.map(Task::owner))) {
            throw ChannelAccess.foreign(channel);
        }
        return task.isEmpty() || !task.get().state().ended() || after < task.get().history().seq();
    }

    private void open(
            RoutingContext request,
            Caller caller,
            ChannelName channel,
            long after,
            boolean hasEvents) {
        if (!hasEvents) {
            // Tells a browser not to reconnect (HTML Living Standard, §9.2.3).
            request.response().setStatusCode(204).end();
            return;
        }
        ExtraPermit extraPermit = liveLimits.extraPermit(caller, request.request());
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
            LOG.error("Opening an event stream failed", failure);
            ProblemAnswer.end(request, Problem.unavailable("Internal error; try again later."));
        }
    }
}
