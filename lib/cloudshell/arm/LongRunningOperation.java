package cloudshell.arm;

import cloudshell.http.Json;
import cloudshell.http.RetryAfter;
import cloudshell.http.ServiceError;
import cloudshell.http.Sleeper;
import cloudshell.http.Transport;
import cloudshell.token.Failure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Polls a long-running operation to its end: by {@code Azure-AsyncOperation} or {@code Operation-Location}, else by
 * {@code Location}, else by {@code provisioningState} (Azure Resource Manager, "Track asynchronous operations"). It
 * pauses that the service requests, at least 1 s and at most the longest wait.
 */
final class LongRunningOperation {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(5);
    private static final Set<String> FAILED = Set.of("failed", "canceled", "cancelled");
    private static final String PROVISIONING = "properties.provisioningState";

    private final Function<String, Transport.Response> get;
    private final String method;
    private final String path;
    private final Sleeper sleeper;
    private final Duration longestPause;
    private final Clock clock;
    private final Consumer<String> listener;

    /**
     * @param get sends a GET to a path or a link
     * @param listener gets each state of the operation
     */
    LongRunningOperation(
            Function<String, Transport.Response> get,
            String method,
            String path,
            Sleeper sleeper,
            Duration longestPause,
            Clock clock,
            Consumer<String> listener) {
        this.get = get;
        this.method = method;
        this.path = path;
        this.sleeper = sleeper;
        this.longestPause = longestPause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : longestPause;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Returns the response with the result of the operation, or the last one if it has none.
     *
     * @throws ArmException if the operation failed, with its reason
     */
    Transport.Response await(Transport.Response first) {
        var status = first.header("Azure-AsyncOperation").or(() -> first.header("Operation-Location"));
        if (status.isPresent()) {
            return result(first, pollUntilDone(status.get(), first, "status"));
        }
        if (first.status() == 202 && first.header("Location").isPresent()) {
            var last = pollLocation(first.header("Location").get(), first);
            return last.body().length == 0 && hasResource() ? get.apply(path) : last;
        }
        if (method.equals("GET") && first.status() == 202) {
            return pollLocation(path, first);
        }
        if (method.equals("GET") && !state(first, "status").isEmpty()) {
            return isDone(first, "status") ? first : pollUntilDone(path, first, "status");
        }
        return state(first, PROVISIONING).isEmpty() || isDone(first, PROVISIONING)
                ? first
                : pollUntilDone(path, first, PROVISIONING);
    }

    private Transport.Response result(Transport.Response first, Transport.Response last) {
        if (hasResource()) {
            return get.apply(path);
        }
        var result = first.header("Location");
        return method.equals("POST") && result.isPresent()
                ? pollLocation(result.get(), new Transport.Response(200, Map.of(), new byte[0]))
                : last;
    }

    private boolean hasResource() {
        return method.equals("PUT") || method.equals("PATCH");
    }

    private Transport.Response pollUntilDone(String link, Transport.Response first, String field) {
        pause(first);
        var response = get.apply(link);
        while (!isDone(response, field)) {
            pause(response);
            response = get.apply(link);
        }
        return response;
    }

    private Transport.Response pollLocation(String link, Transport.Response first) {
        var response = first;
        do {
            if (response.status() == 202) {
                listener.accept("accepted");
                pause(response);
            }
            response = get.apply(link);
        } while (response.status() == 202);
        return response;
    }

    private boolean isDone(Transport.Response response, String field) {
        var state = state(response, field);
        listener.accept(state);
        if (FAILED.contains(state.toLowerCase(Locale.ROOT))) {
            var error = ServiceError.of(response, "");
            var reason = error.code() + (error.code().isEmpty() ? "" : ": ") + error.message();
            throw new ArmException(
                    Failure.FAILED,
                    method + " " + path,
                    "the operation was accepted but ended as '" + state + "'" + (reason.isEmpty() ? "" : ": " + reason),
                    error,
                    "check the resource's state before you retry");
        }
        return state.isEmpty() && response.status() != 202 || state.equalsIgnoreCase("Succeeded");
    }

    private static String state(Transport.Response response, String field) {
        try {
            return response.body().length == 0 ? "" : Json.flat(response.body()).getOrDefault(field, "");
        } catch (IOException e) {
            return "";
        }
    }

    private void pause(Transport.Response response) {
        var pause = RetryAfter.of(response, clock).orElse(DEFAULT_PAUSE);
        var atMost = pause.compareTo(longestPause) > 0 ? longestPause : pause;
        try {
            sleeper.pause(atMost.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : atMost, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArmException("wait for " + method + " " + path, "interrupted", "");
        }
    }
}
