package cloudshell.commands.rest;

import cloudshell.arm.Arm;
import cloudshell.arm.ArmException;
import cloudshell.http.Json;
import cloudshell.http.RetryAfter;
import cloudshell.http.ServiceError;
import cloudshell.http.Transport;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows an operation of Azure that goes on after its answer, with the pauses that the service asks for: by {@code
 * Azure-AsyncOperation} or {@code Operation-Location}, else by {@code Location}, else by {@code provisioningState}
 * (Azure Resource Manager's rules for asynchronous operations).
 */
final class LongRunningOperation {
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);
    private static final Set<String> FAILED = Set.of("failed", "canceled", "cancelled");

    private final Arm api;
    private final String method;
    private final String path;
    private final Settings settings;
    private final Consumer<String> shown;

    /** @param shown told of each state that the operation comes to */
    LongRunningOperation(Arm api, String method, String path, Settings settings, Consumer<String> shown) {
        this.api = api;
        this.method = method;
        this.path = path;
        this.settings = settings;
        this.shown = shown;
    }

    /**
     * What the operation made, or the last that is known of it.
     *
     * @throws ArmException where it failed, with its reason
     */
    Transport.Response end(Transport.Response first) {
        var status = first.header("Azure-AsyncOperation").or(() -> first.header("Operation-Location"));
        if (status.isPresent()) {
            var last = untilDone(status.get(), first, "status");
            return result(first, last);
        }
        if (first.status() == 202 && first.header("Location").isPresent()) {
            var last = untilItIsThere(first.header("Location").get(), first);
            return last.body().length == 0 && makesSomething() ? api.send("GET", path, null) : last;
        }
        return state(first, "properties.provisioningState").isEmpty() || isOver(first, "properties.provisioningState")
                ? first
                : untilDone(path, first, "properties.provisioningState");
    }

    private Transport.Response result(Transport.Response first, Transport.Response last) {
        if (makesSomething()) {
            return api.send("GET", path, null);
        }
        var result = first.header("Location");
        return method.equals("POST") && result.isPresent()
                ? untilItIsThere(result.get(), new Transport.Response(200, Map.of(), new byte[0]))
                : last;
    }

    private boolean makesSomething() {
        return method.equals("PUT") || method.equals("PATCH");
    }

    private Transport.Response untilDone(String link, Transport.Response first, String field) {
        pause(first);
        var answer = api.send("GET", link, null);
        while (!isOver(answer, field)) {
            pause(answer);
            answer = api.send("GET", link, null);
        }
        return answer;
    }

    private Transport.Response untilItIsThere(String link, Transport.Response first) {
        var answer = first;
        do {
            if (answer.status() == 202) {
                shown.accept("accepted");
                pause(answer);
            }
            answer = api.send("GET", link, null);
        } while (answer.status() == 202);
        return answer;
    }

    private boolean isOver(Transport.Response answer, String field) {
        var state = state(answer, field);
        shown.accept(state);
        if (FAILED.contains(state.toLowerCase(Locale.ROOT))) {
            var error = ServiceError.of(answer, "");
            var reason = error.code() + (error.code().isEmpty() ? "" : ": ") + error.message();
            throw new ArmException(
                    Failure.FAILED,
                    method + " " + path,
                    "the operation was taken and then " + state.toLowerCase(Locale.ROOT)
                            + (reason.isEmpty() ? "" : ": " + reason),
                    error,
                    "look at what is there now, before you run it again");
        }
        return state.isEmpty() && answer.status() != 202 || state.equalsIgnoreCase("Succeeded");
    }

    private static String state(Transport.Response answer, String field) {
        try {
            return answer.body().length == 0 ? "" : Json.flat(answer.body()).getOrDefault(field, "");
        } catch (IOException e) {
            return "";
        }
    }

    private void pause(Transport.Response answer) {
        try {
            var wait = RetryAfter.of(answer, settings.clock()).orElse(USUAL_PAUSE);
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArmException("wait for " + method + " " + path, "interrupted", "");
        }
    }
}
