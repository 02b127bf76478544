//FILES META-INF/services/jdk.jshell.spi.ExecutionControlProvider=jdk.jshell.spi.ExecutionControlProvider
package cloudshell.shell;

import cloudshell.token.CloudShellException;
import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs what is typed in this process, as JShell's own {@code local} does, and says of what the library has thrown also
 * what helps. JShell finds it by its name, as a service.
 */
public final class HintingExecutionControl implements ExecutionControlProvider {
    static final String NAME = "cloudshell";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return new Hinted();
    }

    /** The message and what helps, on a line each, in JShell's terms. */
    static String told(CloudShellException failure) {
        return failure.hint().isEmpty()
                ? failure.getMessage()
                : failure.getMessage() + "\nTry: " + inJShellsTerms(failure.hint());
    }

    /** Hints are written for a command line; here there are verbs in the place of its options. */
    private static String inJShellsTerms(String hint) {
        return hint.replaceFirst("^-s with one of ('[^']*')", "vms(\"NAME\"), or start with -s; NAME is one of $1")
                .replace("jbang token@catalog --help has them all", "audiences() has them all")
                .replace("-s with ", "vms(\"NAME\") with ")
                .replaceAll("--resource (\\S+)", "azure().api(URL, \"$1\")")
                .replaceAll("(^|[^/\\w-])(--[a-z][a-z-]*( [A-Z0-9]+)?)", "$1/exit, and jbang shell@catalog $2")
                .replace("another /exit, and jbang shell@catalog --api-version", "another api-version");
    }

    private static final class Hinted extends LocalExecutionControl {
        @Override
        protected String throwConvertedInvocationException(Throwable cause) throws RunException, InternalException {
            if (cause instanceof CloudShellException failure) {
                throw new UserException(told(failure), failure.getClass().getName(), failure.getStackTrace());
            }
            return super.throwConvertedInvocationException(cause);
        }
    }
}
