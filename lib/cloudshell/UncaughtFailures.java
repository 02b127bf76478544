package cloudshell;

import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;
import cloudshell.token.TokenException;
import java.io.PrintStream;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;

/**
 * Prints an exception of this library that a script does not catch as the commands print it: one line, {@code Try:
 * ...}, and the exit code of {@link Failure} if it ended the program. Other exceptions are left to the JVM. {@code
 * CLOUDSHELL_VERBOSE=1} adds the stack trace.
 */
final class UncaughtFailures implements Thread.UncaughtExceptionHandler {
    private final PrintStream err;
    private final boolean verbose;
    private final IntConsumer exit;

    UncaughtFailures(PrintStream err, boolean verbose, IntConsumer exit) {
        this.err = err;
        this.verbose = verbose;
        this.exit = exit;
    }

    /** Installs this handler unless the program has one. */
    static synchronized void install() {
        if (Thread.getDefaultUncaughtExceptionHandler() == null) {
            var verbose =
                    !System.getenv().getOrDefault("CLOUDSHELL_VERBOSE", "").isBlank();
            Thread.setDefaultUncaughtExceptionHandler(new UncaughtFailures(System.err, verbose, System::exit));
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (cause(thrown) instanceof CloudShellException failure) {
            print(failure);
        }
        if (verbose || !(cause(thrown) instanceof CloudShellException)) {
            asTheJvmDoes(thread, thrown);
        }
        if (cause(thrown) instanceof CloudShellException failure && isTheEnd(thread)) {
            exit.accept(code(failure.failure()));
        }
    }

    private void print(CloudShellException failure) {
        var name = program(System.getProperty("sun.java.command", ""));
        err.println(name + ": " + failure.getMessage());
        if (failure instanceof TokenException token) {
            token.tried().forEach(reason -> err.println(name + ": " + reason));
        }
        if (!failure.hint().isEmpty()) {
            err.println("Try: " + failure.hint());
        }
    }

    /** Prints the stack trace, as the thread's group does without a default handler. */
    private void asTheJvmDoes(Thread thread, Throwable thrown) {
        Thread.setDefaultUncaughtExceptionHandler(null);
        thread.getThreadGroup().uncaughtException(thread, thrown);
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    /** Returns whether the program ends with this thread: it is main, and no other thread keeps the JVM alive. */
    private static boolean isTheEnd(Thread thread) {
        return thread.getName().equals("main")
                && Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(other -> other != thread && !other.isDaemon() && !isTheJvmsOwn(other));
    }

    private static boolean isTheJvmsOwn(Thread thread) {
        return thread.getName().equals("DestroyJavaVM");
    }

    private static Throwable cause(Throwable thrown) {
        var wraps = thrown instanceof ExceptionInInitializerError
                || thrown instanceof CompletionException
                || thrown instanceof ExecutionException;
        return wraps && thrown.getCause() != null ? cause(thrown.getCause()) : thrown;
    }

    static int code(Failure failure) {
        return switch (failure) {
            case FAILED -> 1;
            case USAGE -> 2;
            case NO_TOKEN -> 3;
            case DENIED -> 4;
        };
    }

    /** Returns the main class without its package, or the name of the JAR. */
    static String program(String command) {
        var main = command.replaceFirst(" .*", "").replaceFirst("\\.jar$", "");
        var name = main.replaceFirst(".*[./]", "");
        return name.isEmpty() ? "script" : name;
    }
}
