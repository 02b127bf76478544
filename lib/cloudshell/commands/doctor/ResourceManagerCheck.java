package cloudshell.commands.doctor;

import cloudshell.arm.ArmErrors;
import cloudshell.arm.Endpoint;
import cloudshell.http.Transport;
import cloudshell.http.UrlConnectionTransport;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks Resource Manager without a token: whether it responds, how fast, and whether its clock agrees with the local
 * one.
 */
final class ResourceManagerCheck {
    private static final String CHECK = "resource-manager";
    private static final Duration TOLERABLE = Duration.ofMinutes(1);
    private static final int LARGEST = 1024 * 1024;

    private final Settings settings;
    private final Transport transport = new UrlConnectionTransport(LARGEST);

    ResourceManagerCheck(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        var url = Endpoint.resourceManager(settings);
        var findings = new ArrayList<Finding>();
        try {
            long start = System.nanoTime();
            ask(url);
            long connected = System.nanoTime();
            var response = ask(url);
            long end = System.nanoTime();
            findings.add(Finding.ok(
                    CHECK,
                    "Resource Manager, %s, responds in %d ms, the first time in %d ms"
                            .formatted(url, millis(connected, end), millis(start, connected))));
            skew(response).ifPresent(findings::add);
        } catch (IOException e) {
            findings.add(Finding.bad(
                    CHECK,
                    "Resource Manager, " + url + ", does not respond: " + ArmErrors.unanswered(e),
                    "check the network and the proxy, and AZURE_RESOURCE_MANAGER_ENDPOINT if it is set",
                    Failure.FAILED));
        }
        return findings;
    }

    private Transport.Response ask(URI url) throws IOException {
        return transport.send(new Transport.Request("GET", url, Map.of(), null), settings.timeout());
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }

    /** {@code Date} has whole seconds, and the response took time: only more than a minute is reported. */
    private Optional<Finding> skew(Transport.Response response) {
        return response.header("Date").flatMap(ResourceManagerCheck::instant).map(there -> {
            var ahead = Duration.between(there, settings.clock().instant());
            return ahead.abs().compareTo(TOLERABLE) <= 0
                    ? Finding.ok("clock", "this clock agrees with Azure's to the minute")
                    : Finding.warn(
                            "clock",
                            "this clock is %d s %s Azure's: tokens look expired, or not yet valid"
                                    .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"),
                            "set the clock");
        });
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
