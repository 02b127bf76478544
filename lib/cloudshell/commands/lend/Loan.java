//SOURCES ../../lend/Lend.java ../../wire/JsonWriter.java ../run/ChildProcess.java
package cloudshell.commands.lend;

import cloudshell.cli.Call;
import cloudshell.commands.run.ChildProcess;
import cloudshell.lend.Lend;
import java.util.ArrayList;
import java.util.Map;

/**
 * What a command runs in that has the sign-in for as long as it runs.
 *
 * @param more variables beside those of the endpoint
 */
public record Loan(Lend lend, Map<String, String> more, Call call) implements ChildProcess.Surroundings {
    @Override
    public void change(Map<String, String> environment) {
        lend.to(environment);
        environment.putAll(more);
    }

    /** The last line, for a person: what was lent, and how often. */
    @Override
    public void end() {
        var lent = new ArrayList<String>();
        for (var each : lend.lent().entrySet()) {
            lent.add(each.getKey() + " " + (each.getValue() == 1 ? "once" : each.getValue() + " times"));
        }
        var line = lent.isEmpty() ? "nothing was lent" : "lent " + String.join(", ", lent);
        if (call.has("verbose")) {
            call.note(line);
        } else {
            call.hint(line);
        }
    }
}
