package cloudshell.simulator.faults;

import cloudshell.simulator.http.SimulatedRequest;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One kind of failure and how often it strikes: {@code TARGET-EFFECT[:COUNT]}.
 *
 * @param target which requests, a word of {@link #TARGETS}
 * @param effect an HTTP status from 300 to 599, or a word of {@link #EFFECTS}
 */
public record Fault(String target, String effect, AtomicInteger left) {
    /**
     * {@code arm} is any request but those for tokens, {@code status} the list of power states, {@code page} the second
     * page of a list and later, {@code resourcegraph} that, {@code subscription} lists in the second one,
     * {@code write} what changes something, {@code operation} a look at one that runs, {@code msgraph} and
     * {@code vault} Microsoft Graph and the key vaults.
     */
    static final List<String> TARGETS = List.of(
            "token",
            "arm",
            "status",
            "page",
            "resourcegraph",
            "subscription",
            "write",
            "operation",
            "msgraph",
            "vault");

    static final List<String> EFFECTS = List.of(
            "badrequest",
            "claims-challenge",
            "drip",
            "empty",
            "expired",
            "failed",
            "foreign-nextlink",
            "garbage",
            "hang",
            "html",
            "retry-after-too-long",
            "response-lost",
            "noexpiry",
            "no-data",
            "quota",
            "reset",
            "expired-token",
            "throttled",
            "token-bucket",
            "truncated",
            "wrong-tenant");

    /** All but those by a status: each effect at each target. */
    public static List<String> all() {
        return TARGETS.stream()
                .sorted()
                .flatMap(target -> EFFECTS.stream().sorted().map(effect -> target + "-" + effect))
                .toList();
    }

    /** @throws IllegalArgumentException if the text is not a fault; the message explains what one is */
    public static Fault parse(String text) {
        var parts = text.split(":", 2);
        int dash = parts[0].indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException(
                    "a fault is TARGET-EFFECT[:COUNT], as token-500:2, and its target one of " + sorted(TARGETS));
        }
        var target = parts[0].substring(0, dash);
        var effect = parts[0].substring(dash + 1);
        if (!TARGETS.contains(target)) {
            var both = target.equals("graph") ? "; Microsoft Graph is msgraph, Resource Graph is resourcegraph" : "";
            throw new IllegalArgumentException("its target is one of " + sorted(TARGETS) + both);
        }
        if (!EFFECTS.contains(effect) && !effect.matches("[345]\\d\\d")) {
            throw new IllegalArgumentException("its effect is a status from 300 to 599, or one of " + sorted(EFFECTS));
        }
        if (parts.length == 2 && !parts[1].matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("its count is a whole number above 0");
        }
        return new Fault(
                target, effect, new AtomicInteger(parts.length == 2 ? Integer.parseInt(parts[1]) : Integer.MAX_VALUE));
    }

    private static String sorted(Collection<String> words) {
        return String.join(", ", new TreeSet<>(words));
    }

    boolean strikes(SimulatedRequest request, Service service) {
        return meets(request, service) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    private boolean meets(SimulatedRequest request, Service service) {
        var path = request.path();
        return switch (target) {
            case "token" -> service == Service.TOKEN;
            case "status" -> request.query().containsKey("statusOnly");
            case "page" -> isLaterPage(request);
            case "resourcegraph" -> isResourceGraph(request);
            case "subscription" -> path.startsWith("/subscriptions/10000001-");
            case "write" -> service != Service.TOKEN && !isResourceGraph(request) && !isRead(request);
            case "operation" -> path.toLowerCase(java.util.Locale.ROOT).contains("/operations/");
            case "msgraph" -> service == Service.MICROSOFT_GRAPH;
            case "vault" -> service == Service.VAULT;
            default -> service != Service.TOKEN;
        };
    }

    private static boolean isLaterPage(SimulatedRequest request) {
        return request.query().containsKey("$skiptoken")
                || request.query().containsKey("$skip")
                || isResourceGraph(request) && request.body().matches("(?s).*\"\\$skipToken\"\\s*:\\s*\"[^\"].*");
    }

    private static boolean isResourceGraph(SimulatedRequest request) {
        return request.path().contains("Microsoft.ResourceGraph");
    }

    private static boolean isRead(SimulatedRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }
}
