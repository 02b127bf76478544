//SOURCES ../../audience/AudienceCheck.java ../../output/Rows.java
//SOURCES AudienceReport.java
package cloudshell.commands.audience;

import cloudshell.audience.AudienceCheckResult;
import cloudshell.cli.Invocation;
import cloudshell.output.Rows;
import cloudshell.token.TokenException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verdicts on audiences as rows. */
public final class AudienceRows {
    private static final List<String> HEADER = List.of("AUDIENCE", "SERVICE", "VERDICT", "WHY");

    private AudienceRows() {}

    /** Prints them; a survey also says where an answer differs from the last known. */
    public static void print(List<AudienceCheckResult> verdicts, Invocation call) {
        new Rows<>(HEADER, AudienceRows::cells, AudienceRows::json).print(verdicts.stream(), call);
        call.hint(count(verdicts));
    }

    /** How many there are of each verdict, in words. */
    static String count(List<AudienceCheckResult> verdicts) {
        var text = Stream.of("supported", "not supported", "failed")
                .map(verdict -> verdicts.stream()
                                .filter(each -> each.verdict().equals(verdict))
                                .count() + " " + verdict)
                .filter(each -> !each.startsWith("0 "))
                .collect(Collectors.joining(", "));
        long changed = verdicts.stream().filter(AudienceCheckResult::hasChanged).count();
        return text + (changed == 0 ? "" : "; " + changed + " otherwise than last known");
    }

    private static List<String> cells(AudienceCheckResult verdict) {
        return List.of(verdict.asked(), verdict.service(), verdict.verdict(), why(verdict));
    }

    private static JsonNode json(AudienceCheckResult verdict) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("audience", verdict.asked())
                .put("service", verdict.service())
                .put("verdict", verdict.verdict())
                .put("why", why(verdict))
                .put("changed", verdict.hasChanged());
    }

    private static String why(AudienceCheckResult verdict) {
        var reason = verdict.refusal().map(TokenException::reason).orElse("");
        if (!verdict.hasChanged()) {
            return reason;
        }
        var known = verdict.known().orElseThrow();
        return "CHANGED: was %s on %s (%s)".formatted(known.verdict(), known.date(), known.source())
                + (reason.isEmpty() ? "" : "; " + reason);
    }
}
