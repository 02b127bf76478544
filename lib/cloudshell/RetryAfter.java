package cloudshell;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long an answer asks its client to wait, in the order in which azure-core reads the headers. */
final class RetryAfter {
    private static final long LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    private RetryAfter() {}

    /** The wait, never negative and at most a year; empty where no header has a readable one. */
    static Optional<Duration> of(Transport.Response answer, Clock clock) {
        return milliseconds(answer, "x-ms-retry-after-ms")
                .or(() -> milliseconds(answer, "retry-after-ms"))
                .or(() -> answer.header("Retry-After").flatMap(value -> seconds(value.strip(), clock)));
    }

    private static Optional<Duration> milliseconds(Transport.Response answer, String header) {
        return answer.header(header).flatMap(value -> number(value.strip(), 1));
    }

    private static Optional<Duration> seconds(String value, Clock clock) {
        return number(value, 1000).or(() -> date(value, clock));
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

    private static Optional<Duration> date(String value, Clock clock) {
        try {
            var at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(clock.instant(), at.toInstant());
            return number(Long.toString(Math.max(0, wait.toMillis())), 1);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
