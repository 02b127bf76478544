package cloudshell.commands.doctor;

import cloudshell.http.Toolkit;
import cloudshell.token.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Summarizes findings. */
public final class Report {
    private Report() {}

    /** Returns the kind of failure: no token, else denied, else anything else; empty if all is well. */
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

    /** Returns the number of findings of each mark as text. */
    public static String count(List<Finding> findings) {
        return Stream.of(Finding.Mark.values())
                .map(mark ->
                        findings.stream().filter(each -> each.mark() == mark).count() + " " + mark)
                .collect(Collectors.joining(", "));
    }

    /** Returns the findings for an issue, without what identifies the user unless that is requested. */
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
