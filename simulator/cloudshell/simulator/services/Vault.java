package cloudshell.simulator.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The secrets of one vault, and those that were deleted from it and can be recovered. */
final class Vault {
    private static final long CREATED = 1_700_000_000;

    private final Map<String, Secret> secrets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Deleted> deleted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param when in seconds of the epoch */
    record Deleted(Secret secret, long when) {}

    Map<String, Secret> secrets() {
        return secrets;
    }

    Map<String, Deleted> deleted() {
        return deleted;
    }

    /** A vault with the sample tenant's four secrets, of which one expires soon and one has expired. */
    static Vault sample(Clock clock) {
        var vault = new Vault();
        long now = clock.instant().getEpochSecond();
        var expiries = new LinkedHashMap<String, Long>();
        expiries.put("demo", 0L);
        expiries.put("db-password", now + Duration.ofDays(10).toSeconds());
        expiries.put("api-key", now + Duration.ofDays(200).toSeconds());
        expiries.put("old-certificate", now - Duration.ofDays(3).toSeconds());
        expiries.forEach((name, expires) -> {
            var body = JsonNodeFactory.instance.objectNode();
            body.put("value", "simulated-" + name.replaceFirst("^(db|api|old)-", ""));
            if (name.endsWith("password")) {
                body.put("contentType", "password");
            }
            if (expires > 0) {
                body.putObject("attributes").put("exp", expires);
            }
            vault.set(name, name.equals("demo") ? body.put("value", "simulated-secret") : body, CREATED);
        });
        return vault;
    }

    /** Of all secrets, deleted ones included. */
    int versions() {
        return secrets.values().stream().mapToInt(Secret::versions).sum()
                + deleted.values().stream()
                        .mapToInt(each -> each.secret().versions())
                        .sum();
    }

    ObjectNode set(String name, ObjectNode body, long now) {
        return secrets.computeIfAbsent(name, Secret::new).add(body, now);
    }
}
