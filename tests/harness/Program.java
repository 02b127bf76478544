package harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.cli.Command;
import cloudshell.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a command's class, {@code Token} for token.java. {@link #run} stays in this JVM, for tests that look at outputs
 * and the exit code; {@link #start} is a process, for tests of signals, flags, encodings and child processes. Neither
 * reads the home directory or the PATH of the person who runs the tests.
 */
public final class Program {
    private static final List<String> FLAGS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=10", "-XX:+UseSerialGC", "-Xmn24m");

    private Program() {}

    /** Runs a command in this JVM with an empty standard input. */
    public static Run run(String mainClass, Map<String, String> environment, String... arguments) {
        return runWithInput("", mainClass, environment, arguments);
    }

    /** Runs a command in this JVM with this text as standard input; its outputs are no terminals. */
    public static Run runWithInput(
            String input, String mainClass, Map<String, String> environment, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                withHome(environment),
                false,
                false);
        int exit = declaration(mainClass).run(arguments, action(mainClass), terminal);
        terminal.out().flush();
        return new Run(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** Runs a class in a process of its own, started by {@code java} without JBang. */
    public static Run start(String mainClass, Map<String, String> environment, String... arguments) {
        return Run.of(Project.root(), withHome(environment), "", command(mainClass, List.of(arguments)));
    }

    /** The command line of a class. */
    public static List<String> command(String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", Project.classPath(), mainClass));
        command.addAll(arguments);
        return command;
    }

    private static Map<String, String> withHome(Map<String, String> environment) {
        var all = new HashMap<>(Map.of(
                "HOME", Project.emptyHome().toString(),
                "PATH", Tools.path(),
                "LANG", "C.UTF-8"));
        all.putAll(environment);
        return Map.copyOf(all);
    }

    /** What a script declares as its COMMAND. Scripts are in the unnamed package, which no import reaches. */
    public static Command declaration(String mainClass) {
        try {
            var field = Class.forName(mainClass).getDeclaredField("COMMAND");
            field.setAccessible(true);
            return (Command) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(mainClass + " has no COMMAND", e);
        }
    }

    private static Command.Action action(String mainClass) {
        try {
            var type = Class.forName(mainClass);
            if (Command.Action.class.isAssignableFrom(type)) {
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return (Command.Action) constructor.newInstance();
            }
            Method method = type.getDeclaredMethod("call", cloudshell.cli.Invocation.class);
            method.setAccessible(true);
            return call -> {
                try {
                    return (int) method.invoke(null, call);
                } catch (java.lang.reflect.InvocationTargetException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) e.getCause();
                }
            };
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(mainClass + " has no call(Invocation)", e);
        }
    }
}
