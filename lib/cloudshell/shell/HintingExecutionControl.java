//FILES META-INF/services/jdk.jshell.spi.ExecutionControlProvider=jdk.jshell.spi.ExecutionControlProvider
package cloudshell.shell;

import cloudshell.token.CloudShellException;
import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs JShell's snippets in this process, as its own {@code local} provider does, and adds the hint to exceptions of
 * the library. JShell finds the class as a service by its name.
 */
public final class HintingExecutionControl implements ExecutionControlProvider {
    static final String NAME = "cloudshell";

    /**
     * An option of the shell command, unless it belongs to a command that the hint names before it: {@code az login
     * --tenant}. Clauses of a hint end at a comma, a semicolon, a colon, "and" and "or".
     */
    private static final String OWN_OPTION = "(?:(?<=^)|(?<=[;,:] )|(?<=\\b(?:and|or|with|say|without|another|by) ))()"
            + "(--(?:source|cloud|tenant|timeout|max-wait|allow-remote-endpoint|subscription|history|fail-fast)\\b)";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return new Hinted();
    }

    /** Returns the message and the hint, one line each, in JShell's terms. */
    static String described(CloudShellException failure) {
        return failure.hint().isEmpty()
                ? failure.getMessage()
                : failure.getMessage() + "\nTry: " + inJShellsTerms(failure.commandHint());
    }

    /** Replaces options of the command line in a hint by methods. */
    static String inJShellsTerms(String hint) {
        return hint.replaceFirst("^-s with one of ('[^']*')", "vms(\"NAME\"), or start with -s; NAME is one of $1")
                .replace("jbang token@catalog --help has them all", "audiences() has them all")
                .replaceAll("api\\(\"https://\\S*graph\\S*\"\\)\\.get\\(", "graph(")
                .replace("-s with ", "vms(\"NAME\") with ")
                .replaceAll("--resource (\\S+)", "azure().api(URL, \"$1\")")
                .replace("another --api-version", "another api-version")
                .replaceAll(OWN_OPTION, "$1/exit, and jbang shell@catalog $2");
    }

    private static final class Hinted extends LocalExecutionControl {
        @Override
        protected String throwConvertedInvocationException(Throwable cause) throws RunException, InternalException {
            if (cause instanceof CloudShellException failure) {
                throw new UserException(described(failure), failure.getClass().getName(), failure.getStackTrace());
            }
            return super.throwConvertedInvocationException(cause);
        }
    }
}
