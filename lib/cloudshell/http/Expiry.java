package cloudshell.http;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses {@code expires_on}: seconds since the epoch, a number or a string, or one of the dates that Azure hosts have
 * sent ({@code 12/31/2026 11:59:59 PM +00:00}, {@code 12/31/2026 23:59:59 +00:00}, ISO 8601; azure-cli#20219).
 */
public final class Expiry {
    /** 9999-12-31T23:59:59Z as a number, since a date would load the classes of java.time.format. */
    private static final long LATEST = 253_402_300_799L;

    private static final int LONGEST_LONG = 18;
    private static final int LONGEST_NUMBER = 40;

    private Expiry() {}

    /** Returns the time, or empty if the text has none of these forms: an unreadable expiry never means "no expiry". */
    public static Optional<Instant> parse(String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        return isDate(text) ? date(text.strip()) : epoch(text.strip());
    }

    private static boolean isDate(String text) {
        return text.indexOf('/') > 0 || text.indexOf('-') > 0 && text.indexOf(':') > 0;
    }

    private static Optional<Instant> epoch(String text) {
        try {
            long seconds = text.length() <= LONGEST_LONG && isDigits(text)
                    ? Long.parseLong(text)
                    : whole(new BigDecimal(text.length() > LONGEST_NUMBER ? "" : text));
            return seconds > 0 && seconds <= LATEST ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns the seconds without their fraction; 0 for a number that is too large and would overflow. */
    private static long whole(BigDecimal seconds) {
        return seconds.compareTo(BigDecimal.valueOf(LATEST)) > 0 ? 0 : seconds.longValue();
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Optional<Instant> date(String text) {
        for (var format : Dates.FORMATS) {
            try {
                return Optional.of(Instant.from(format.parse(text)));
            } catch (DateTimeException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** Loaded only if a date is received. */
    private static final class Dates {
        static final List<DateTimeFormatter> FORMATS = List.of(
                format("M/d/yyyy h:mm:ss a XXX"),
                format("M/d/yyyy H:mm:ss XXX"),
                format("M/d/yyyy h:mm:ss a").withZone(ZoneOffset.UTC),
                format("M/d/yyyy H:mm:ss").withZone(ZoneOffset.UTC),
                format("yyyy-MM-dd H:mm:ss XXX"),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME);

        private static DateTimeFormatter format(String pattern) {
            return new java.time.format.DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.NANO_OF_SECOND, 0)
                    .toFormatter(Locale.ROOT);
        }
    }
}
