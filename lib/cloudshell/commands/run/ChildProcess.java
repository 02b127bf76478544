//SOURCES ../../cli/Command.java
package cloudshell.commands.run;

import cloudshell.cli.Call;
import cloudshell.cli.Exit;
import cloudshell.token.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Runs a command of the user's with more in its environment. */
public final class ChildProcess {
    /** What would make a client take the simulated Cloud Shell for another kind of machine. */
    private static final List<String> MISLEADING =
            List.of("MSI_SECRET", "IDENTITY_ENDPOINT", "IDENTITY_HEADER", "AZURE_CLOUD", "IMDS_ENDPOINT");

    private ChildProcess() {}

    /**
     * Runs it with this process's own streams.
     *
     * @return its exit code
     * @throws UsageException where it cannot be started
     */
    public static int run(List<String> words, Map<String, String> environment, Call call) throws InterruptedException {
        var builder = new ProcessBuilder(words).inheritIO();
        builder.environment().keySet().removeAll(MISLEADING);
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw call.usage("'" + words.get(0) + "' cannot be started");
        }
    }

    /** Prints the environment as export lines and returns only when interrupted. */
    public static int waitForEver(Map<String, String> environment, Call call) throws InterruptedException {
        environment.forEach((name, value) -> call.out().println("export " + name + "='" + value + "'"));
        call.out().flush();
        call.hint("serving until interrupted; paste these lines into another shell");
        Thread.currentThread().join();
        return Exit.DONE;
    }
}
