package cloudshell.commands.doctor;

import cloudshell.http.Toolkit;
import cloudshell.token.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all findings come to. */
public final class Report {
    private Report() {}

    /** Why the patient is not healthy: no token to be had, else an error response, else anything else; empty if it is. */
    public static Optional<Failure> failure(List<Finding> findings) {
        var failures = findings.stream()
                .filter(finding -> finding.mark() == Finding.Mark.BAD)
                .map(Finding::failure)
                .toList();
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        return Stream.of(Failure.NO_TOKEN, Failure.DENIED)
                .filter(failures::contains)
                .findFirst()
                .or(() -> Optional.of(Failure.FAILED));
    }

    /** How many there are of each mark, in words. */
    public static String count(List<Finding> findings) {
        return Stream.of(Finding.Mark.values())
                .map(mark ->
                        findings.stream().filter(each -> each.mark() == mark).count() + " " + mark)
                .collect(Collectors.joining(", "));
    }

    /** The findings for an issue: without what tells who somebody is, unless that is asked for. */
    public static JsonNode json(List<Finding> findings, boolean withIdentity) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("toolkit", Toolkit.VERSION);
        json.put("healthy", failure(findings).isEmpty());
        json.put("identityIncluded", withIdentity);
        var all = json.putArray("findings");
        for (var finding : findings) {
            var one = all.addObject();
            one.put("check", finding.check()).put("mark", finding.mark().toString());
            one.put("line", withIdentity ? finding.line() : Redactor.text(finding.line(), finding.personal()));
            one.put("next", withIdentity ? finding.next() : Redactor.text(finding.next(), finding.personal()));
        }
        return json;
    }
}
