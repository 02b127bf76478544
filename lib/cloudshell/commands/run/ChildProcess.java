//SOURCES ../../cli/Command.java
//SOURCES Signals.java Watchdog.java
package cloudshell.commands.run;

import cloudshell.cli.Exit;
import cloudshell.cli.Invocation;
import cloudshell.http.SafeText;
import cloudshell.token.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Runs a command with another environment and the streams of this process. A signal that ends this process is passed on
 * to the command, and this process waits for its end. If this process is killed, a {@link Watchdog} ends the command.
 */
public final class ChildProcess {
    /** Variables that make a client take the simulated Cloud Shell for another kind of host. */
    private static final List<String> MISLEADING =
            List.of("MSI_SECRET", "IDENTITY_ENDPOINT", "IDENTITY_HEADER", "AZURE_CLOUD", "IMDS_ENDPOINT");

    private final ProcessBuilder builder;
    private final EnvironmentCustomizer customizer;
    private final String name;
    private Process process;
    private Watchdog watchdog;
    private boolean stopping;

    /** Customizes the environment of a command. */
    public interface EnvironmentCustomizer {
        /** Changes a copy of this process's environment to that of the command. */
        void change(Map<String, String> environment);

        /** Called after the command has ended, by a signal or by itself. */
        default void end() {}
    }

    private ChildProcess(ProcessBuilder builder, EnvironmentCustomizer customizer, String name) {
        this.name = name;
        this.builder = builder;
        this.customizer = customizer;
    }

    /**
     * Runs a command in a simulated Cloud Shell with these variables.
     *
     * @return its exit code, or 128 + signal
     * @throws UsageException if it cannot be started
     */
    public static int run(List<String> words, Map<String, String> variables, Invocation call)
            throws InterruptedException {
        EnvironmentCustomizer simulated = environment -> {
            environment.keySet().removeAll(MISLEADING);
            environment.putAll(variables);
        };
        return run(words, simulated, call);
    }

    /**
     * Runs a command.
     *
     * @return its exit code, or 128 + signal
     * @throws UsageException if it cannot be started
     */
    public static int run(List<String> words, EnvironmentCustomizer customizer, Invocation call)
            throws InterruptedException {
        var builder = new ProcessBuilder(words).inheritIO();
        customizer.change(builder.environment());
        var child = new ChildProcess(builder, customizer, call.command().name());
        Runtime.getRuntime().addShutdownHook(child.new AtSignal());
        try {
            int code = child.start().waitFor();
            child.end();
            return code;
        } catch (IOException e) {
            var program = SafeText.line(words.get(0));
            throw new UsageException("start " + program, reason(e), "command -v '" + program + "'");
        }
    }

    /** The JDK's message has the system's error number: {@code error=2, ...}, since 25 {@code error: 2 (...)}. */
    private static String reason(IOException e) {
        var message = String.valueOf(e.getMessage());
        return switch (message.replaceFirst("(?s).*error[=:] ?(\\d+).*", "$1")) {
            case "2" -> "there is no such program on the PATH";
            case "13" -> "permission denied";
            default -> SafeText.line(message);
        };
    }

    /** Prints the variables as export lines and serves until the process is interrupted. */
    public static int serveUntilInterrupted(Map<String, String> variables, Invocation call)
            throws InterruptedException {
        variables.forEach(
                (name, value) -> call.out().println("export " + name + "='" + value.replace("'", "'\\''") + "'"));
        if (call.out().checkError()) {
            return Exit.DONE;
        }
        call.hint("serving until interrupted; paste these lines into another shell");
        Thread.currentThread().join();
        return Exit.DONE;
    }

    private synchronized Process start() throws IOException, InterruptedException {
        while (stopping) {
            wait();
        }
        watchdog = Watchdog.start(name);
        process = builder.start();
        watchdog.watch(process);
        return process;
    }

    private synchronized Process stopped() {
        stopping = true;
        return process;
    }

    private synchronized void end() {
        if (!stopping) {
            watchdog.end();
            customizer.end();
        }
    }

    /**
     * Called when a signal ends the JVM; it exits with 128 + signal afterwards. After Ctrl-C the child
     * decides: an interpreter continues, and the exit code is its own.
     */
    private void stop() {
        var child = stopped();
        try {
            if (child != null && child.isAlive()) {
                var signals = new Signals(child);
                signals.passOnUntilItEnds();
                watchdog.end();
                customizer.end();
                if (signals.wereTheTerminals()) {
                    Runtime.getRuntime().halt(child.exitValue());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class AtSignal extends Thread {
        @Override
        public void run() {
            ChildProcess.this.stop();
        }
    }
}
