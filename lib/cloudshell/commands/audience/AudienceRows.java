//SOURCES ../../audience/AudienceCheck.java ../../output/Rows.java
//SOURCES AudienceReport.java
package cloudshell.commands.audience;

import cloudshell.audience.AudienceCheck;
import cloudshell.cli.Invocation;
import cloudshell.output.Rows;
import cloudshell.token.KnownAudience;
import cloudshell.token.TokenException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints check results as rows. */
public final class AudienceRows {
    private static final List<String> HEADER = List.of("AUDIENCE", "SERVICE", "STATUS", "REASON");

    private AudienceRows() {}

    /** Prints the results, and where they differ from the last known ones. */
    public static void print(List<AudienceCheck.Result> results, Invocation call) {
        new Rows<>(HEADER, AudienceRows::cells, AudienceRows::json).print(results.stream(), call);
        call.hint(count(results));
    }

    /** Returns the number of results of each status as text. */
    static String count(List<AudienceCheck.Result> results) {
        var text = Stream.of("supported", "not supported", "failed")
                .map(result -> results.stream()
                                .filter(each -> each.status().equals(result))
                                .count() + " " + result)
                .filter(each -> !each.startsWith("0 "))
                .collect(Collectors.joining(", "));
        long changed = results.stream().filter(AudienceCheck.Result::hasChanged).count();
        return text + (changed == 0 ? "" : "; " + changed + " changed");
    }

    private static List<String> cells(AudienceCheck.Result result) {
        return List.of(result.asked(), result.service(), result.status(), why(result));
    }

    private static JsonNode json(AudienceCheck.Result result) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("audience", result.asked())
                .put("service", result.service())
                .put("status", result.status())
                .put("reason", why(result))
                .put("changed", result.hasChanged());
    }

    private static String why(AudienceCheck.Result result) {
        var meant = result.status().equals("not supported")
                ? KnownAudience.near(result.asked())
                        .map(each -> " Did you mean " + each + "?")
                        .orElse("")
                : "";
        var reason = result.failure().map(TokenException::reason).orElse("") + meant;
        if (!result.hasChanged()) {
            return reason;
        }
        var known = result.known().orElseThrow();
        return "CHANGED: was %s on %s (%s)".formatted(known.status(), known.date(), known.source())
                + (reason.isEmpty() ? "" : "; " + reason);
    }
}
