package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Long-running operations: they end when their state was read twice, or after two seconds. */
public final class Operations {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int LOOKS = 2;
    private static final int MAX = 2_000;

    private final Clock clock;
    private final Map<String, Operation> all = new LinkedHashMap<>();

    public Operations(Clock clock) {
        this.clock = clock;
    }

    private static final class Operation {
        private final Instant began;
        private final Runnable end;
        private final Supplier<Optional<ObjectNode>> result;
        private Instant ended;
        private int looks;

        private Operation(Instant began, Runnable end, Supplier<Optional<ObjectNode>> result) {
            this.began = began;
            this.end = end;
            this.result = result;
        }

        private void settle(Instant now) {
            if (ended == null && (looks >= LOOKS || !now.isBefore(began.plus(LONGEST)))) {
                ended = now;
                end.run();
            }
        }
    }

    /** Ends the operations that are due. */
    public synchronized void settle() {
        var now = clock.instant();
        List.copyOf(all.values()).forEach(operation -> operation.settle(now));
    }

    /**
     * The response that an operation begins with: 202 and the URL of its state.
     *
     * @param directory path of its state that ends before the operation's id
     * @param end the final status
     */
    public Response begin(SimulatedRequest request, String directory, boolean hasState, Runnable end) {
        return begin(request, Response.of(202), directory, hasState, end, Optional::empty);
    }

    /**
     * The same on a response of its own.
     *
     * @param result what the operation's result is, once it has ended
     */
    public synchronized Response begin(
            SimulatedRequest request,
            Response response,
            String directory,
            boolean hasState,
            Runnable end,
            Supplier<Optional<ObjectNode>> result) {
        var id = UUID.randomUUID().toString();
        if (all.size() >= MAX) {
            all.remove(all.keySet().iterator().next());
        }
        all.put(id, new Operation(clock.instant(), end, result));
        var place = request.origin() + directory + id + "?api-version=" + request.parameter("api-version");
        var with = response.with("Location", hasState ? place + "&monitor=true" : place)
                .with("Retry-After", "1");
        return hasState ? with.with("Azure-AsyncOperation", place) : with;
    }

    /** Ends the operation that a response began, if it did. */
    public synchronized void finish(Response response) {
        response.headers().stream()
                .filter(header -> header.name().equals("Location"))
                .map(header -> header.value().replaceFirst("\\?.*", "").replaceFirst(".*/", ""))
                .map(all::get)
                .filter(Objects::nonNull)
                .forEach(operation -> {
                    operation.looks = LOOKS;
                    operation.settle(clock.instant());
                });
    }

    /** The state of an operation; empty if there is none of that id. */
    public synchronized Optional<Response> look(String id, boolean monitor) {
        var operation = all.get(id);
        if (operation == null) {
            return Optional.empty();
        }
        operation.looks++;
        operation.settle(clock.instant());
        boolean done = operation.ended != null;
        if (monitor) {
            return Optional.of(
                    done
                            ? operation
                                    .result
                                    .get()
                                    .map(node -> json(200, node))
                                    .orElseGet(() -> Response.of(200))
                            : Response.of(202).with("Retry-After", "1"));
        }
        var body = JsonNodeFactory.instance.objectNode().put("startTime", operation.began.toString());
        if (done) {
            body.put("endTime", operation.ended.toString());
        }
        body.put("status", done ? "Succeeded" : "InProgress").put("name", id);
        return Optional.of(done ? json(200, body) : json(200, body).with("Retry-After", "1"));
    }
}
