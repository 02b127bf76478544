package cloudshell.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Reads how long a client has to wait according to a response, in azure-core's order of headers. */
public final class RetryAfter {
    private static final long LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    private RetryAfter() {}

    /** Returns the wait, not negative and at most a year; empty if no header has a readable one or the date is past. */
    public static Optional<Duration> of(Transport.Response response, Clock clock) {
        return milliseconds(response, "x-ms-retry-after-ms")
                .or(() -> milliseconds(response, "retry-after-ms"))
                .or(() -> response.header("Retry-After").flatMap(value -> seconds(value.strip(), response, clock)))
                .or(() -> rateLimit(response))
                .or(() -> response.status() == 429 ? quota(response) : Optional.empty());
    }

    /** Returns the longest of {@code x-ms-ratelimit-*-retry-after} in seconds; Cost Management sends several. */
    private static Optional<Duration> rateLimit(Transport.Response response) {
        Optional<Duration> longest = Optional.empty();
        for (var header : response.headers().entrySet()) {
            var name = header.getKey() == null ? "" : header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-ms-ratelimit-") && name.endsWith("-retry-after")) {
                for (var value : header.getValue()) {
                    var wait = number(value.strip(), 1000);
                    if (wait.isPresent() && (longest.isEmpty() || wait.get().compareTo(longest.get()) > 0)) {
                        longest = wait;
                    }
                }
            }
        }
        return longest;
    }

    /** Returns when Resource Graph's quota for this user is reset, which it sends as {@code 00:00:05}. */
    public static Optional<Duration> quota(Transport.Response response) {
        try {
            return response.header("x-ms-user-quota-resets-after")
                    .map(value -> Duration.between(LocalTime.MIN, LocalTime.parse(value.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> milliseconds(Transport.Response response, String header) {
        return response.header(header).flatMap(value -> number(value.strip(), 1));
    }

    private static Optional<Duration> seconds(String value, Transport.Response response, Clock clock) {
        return number(value, 1000).or(() -> date(value, response, clock));
    }

    private static Optional<Duration> number(String value, int millis) {
        try {
            double wait = Double.parseDouble(value) * millis;
            return Double.isFinite(wait) && wait >= 0
                    ? Optional.of(Duration.ofMillis((long) Math.min(wait, LONGEST_MILLIS)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Counts from the response's own date, so that a wrong local clock does not matter. */
    private static Optional<Duration> date(String value, Transport.Response response, Clock clock) {
        var now = response.header("Date").flatMap(RetryAfter::moment).orElseGet(clock::instant);
        return moment(value)
                .map(at -> Duration.between(now, at))
                .filter(wait -> !wait.isNegative() && !wait.isZero())
                .flatMap(wait -> number(Long.toString(wait.toMillis()), 1));
    }

    private static Optional<Instant> moment(String value) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
