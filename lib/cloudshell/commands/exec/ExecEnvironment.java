//SOURCES ../../managedidentity/ManagedIdentityEndpoint.java ../../http/JsonWriter.java
//SOURCES ../run/ChildProcess.java
package cloudshell.commands.exec;

import cloudshell.cli.Invocation;
import cloudshell.commands.run.ChildProcess;
import cloudshell.managedidentity.ManagedIdentityEndpoint;
import java.util.ArrayList;
import java.util.Map;

/**
 * The environment of a program that gets tokens while it runs.
 *
 * @param more variables in addition to those of the endpoint
 */
public record ExecEnvironment(ManagedIdentityEndpoint endpoint, Map<String, String> more, Invocation call)
        implements ChildProcess.EnvironmentCustomizer {
    @Override
    public void change(Map<String, String> environment) {
        endpoint.applyTo(environment);
        environment.putAll(more);
    }

    /** Prints the number of issued tokens at a terminal. */
    @Override
    public void end() {
        var issued = new ArrayList<String>();
        for (var each : endpoint.issued().entrySet()) {
            issued.add(each.getKey() + " " + (each.getValue() == 1 ? "once" : each.getValue() + " times"));
        }
        var line = issued.isEmpty() ? "no tokens were issued" : "issued " + String.join(", ", issued);
        if (call.has("verbose")) {
            call.note(line);
        } else {
            call.hint(line);
        }
    }
}
