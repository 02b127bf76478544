package cloudshell.simulator.resourcegraph.kql;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code format_datetime}: the format's letters are .NET's, of which these are Java's as well. */
final class DateTimeFormats {
    private static final Pattern PART = Pattern.compile("yyyy|yy|MM|M|dd|d|HH|H|hh|h|mm|m|ss|s|f{1,7}|F{1,7}|tt");

    private DateTimeFormats() {}

    static JsonNode format(List<JsonNode> values) {
        return Values.time(values.get(0))
                .map(time -> time.atOffset(ZoneOffset.UTC))
                .map(time -> PART.matcher(Values.text(values.get(1)))
                        .replaceAll(part -> Matcher.quoteReplacement(time.format(formatter(part.group())))))
                .map(Values::of)
                .orElse(Values.NULL);
    }

    private static DateTimeFormatter formatter(String part) {
        return DateTimeFormatter.ofPattern(
                part.equals("tt")
                        ? "a"
                        : part.toLowerCase(Locale.ROOT).startsWith("f") ? "S".repeat(part.length()) : part,
                Locale.ROOT);
    }
}
