package cloudshell.commands.mcp;

import cloudshell.token.UsageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** A time in the past, as people and agents write it. */
final class Since {
    /** Resource Graph keeps changes for 14 days (learn.microsoft.com, get resource changes). */
    static final Duration LONGEST = Duration.ofDays(14);

    private static final Pattern AGO = Pattern.compile("(\\d{1,5}) ?(m|min|h|d|w)");

    private Since() {}

    /**
     * Returns the instant that {@code 24h}, {@code 7d}, {@code yesterday}, a date or an instant in ISO 8601 names; none before the time that
     * is kept.
     *
     * @throws UsageException if it is none of these, or in the future
     */
    static Instant of(String text, Instant now) {
        var time = parse(text, now);
        if (time.isAfter(now)) {
            throw wrong("'" + text + "' is in the future");
        }
        var earliest = now.minus(LONGEST);
        // A literal of the query language has at most seven digits behind the seconds.
        return (time.isBefore(earliest) ? earliest : time).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant parse(String text, Instant now) {
        var ago = AGO.matcher(text);
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            return now.minus(
                    switch (ago.group(2)) {
                        case "m", "min" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofDays(7 * number);
                    });
        }
        try {
            if (text.equals("yesterday")) {
                return startOf(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1));
            }
            if (text.startsWith("P")) {
                return now.minus(Duration.parse(text));
            }
            return text.contains("T") ? Instant.parse(text) : startOf(LocalDate.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong("'" + text + "' is no time");
        }
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static UsageException wrong(String cause) {
        return new UsageException("understand since", cause, "24h, 7d, yesterday, 2026-11-28 or 2026-11-28T09:00:00Z");
    }
}
