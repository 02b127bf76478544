package cloudshell.simulator;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One kind of failure and how often it strikes: {@code TARGET-EFFECT[:COUNT]}.
 *
 * @param target which requests: {@code token}, {@code arm} (any other), {@code status} (the list of power states),
 *     {@code page} (the second page of a list and later), {@code graph}, {@code subscription} (lists in the second)
 * @param effect an HTTP status from 300 to 599, or a word of {@link #EFFECTS}
 */
record Fault(String target, String effect, AtomicInteger left) {
    static final Set<String> TARGETS = Set.of("token", "arm", "status", "page", "graph", "subscription");
    static final Set<String> EFFECTS = Set.of(
            "badrequest",
            "challenge",
            "cut",
            "drip",
            "empty",
            "expired",
            "foreign",
            "garbage",
            "hang",
            "html",
            "later",
            "noexpiry",
            "none",
            "quota",
            "reset",
            "stale",
            "tenant",
            "throttled");

    /** All but those by a status: each effect at each target. */
    static List<String> all() {
        return TARGETS.stream()
                .sorted()
                .flatMap(target -> EFFECTS.stream().sorted().map(effect -> target + "-" + effect))
                .toList();
    }

    /** @throws IllegalArgumentException where the text is no fault */
    static Fault parse(String text) {
        var parts = text.split(":", 2);
        int dash = parts[0].indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("a fault is TARGET-EFFECT[:COUNT]");
        }
        var target = parts[0].substring(0, dash);
        var effect = parts[0].substring(dash + 1);
        if (!TARGETS.contains(target)) {
            throw new IllegalArgumentException(
                    "its target is one of " + String.join(", ", new java.util.TreeSet<>(TARGETS)));
        }
        if (!EFFECTS.contains(effect) && !effect.matches("[345]\\d\\d")) {
            throw new IllegalArgumentException("its effect is a status from 300 to 599, or one of "
                    + String.join(", ", new java.util.TreeSet<>(EFFECTS)));
        }
        if (parts.length == 2 && !parts[1].matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("its count is a whole number above 0");
        }
        return new Fault(
                target, effect, new AtomicInteger(parts.length == 2 ? Integer.parseInt(parts[1]) : Integer.MAX_VALUE));
    }

    boolean strikes(SimulatedRequest request) {
        return meets(request) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    private boolean meets(SimulatedRequest request) {
        var path = request.path();
        return switch (target) {
            case "token" -> request.isForTokens();
            case "status" -> request.query().containsKey("statusOnly");
            case "page" -> request.query().containsKey("$skiptoken");
            case "graph" -> path.contains("Microsoft.ResourceGraph");
            case "subscription" -> path.startsWith("/subscriptions/" + Estate.subscription(1) + "/");
            default -> !request.isForTokens();
        };
    }
}
