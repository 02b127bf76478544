//DEPS commons-cli:commons-cli:1.11.0
//SOURCES ../credentials/TokenSources.java ../http/Toolkit.java
//SOURCES AnnouncingTokenSource.java ClassPreloader.java Exit.java Help.java Invocation.java Options.java
//SOURCES Progress.java Suggestions.java Terminal.java
package cloudshell.cli;

import cloudshell.http.SafeText;
import cloudshell.http.Toolkit;
import cloudshell.token.CloudShellException;
import cloudshell.token.TokenException;
import cloudshell.token.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * A command of the toolkit: its options, its help and its errors. An error is printed as one line {@code NAME: could
 * not VERB: CAUSE} and one line {@code Try: ...}.
 *
 * @param arguments describes the arguments in the usage line
 * @param options the command's own; the common options follow them
 */
public record Command(
        String name, String summary, String arguments, String explanation, List<Option> options, String examples) {
    /** The JVM's replacement for bytes of an argument that the locale cannot decode. */
    private static final char LOST = '\ufffd';

    /** The start of {@link #arguments} if they are another program and its arguments. */
    static final String PROGRAM = "[-- ";

    static {
        // Before any option is made: on a second processor it is done by the time that a request is.
        new ClassPreloader().start();
    }

    /** The action of a command, called after its options are parsed. */
    @FunctionalInterface
    public interface Action {
        /**
         * @return the exit code
         * @throws Exception if the command fails
         */
        int call(Invocation call) throws Exception;
    }

    public Command {
        var all = new ArrayList<>(options);
        all.addAll(options.contains(Options.WITHOUT_TOKENS) ? Options.LOCAL : Options.COMMON);
        all.remove(Options.WITHOUT_TOKENS);
        options = List.copyOf(all);
    }

    /** Runs the command and exits. On a broken pipe it exits silently with 1. */
    public void main(String[] args, Action action) {
        var process = new Terminal.OfProcess();
        int code = run(args, action, process.terminal());
        var trouble = process.trouble();
        if (!trouble.isEmpty() && code == Exit.DONE) {
            code = Exit.FAILED;
            if (!trouble.contains("Broken pipe")) {
                process.terminal().err().println(name + ": could not write the response: " + trouble);
            }
        }
        System.exit(code);
    }

    /** Runs the command and returns its exit code. Throws nothing. */
    public int run(String[] args, Action action, Terminal terminal) {
        var verbose = List.of(args).contains("--verbose");
        try {
            var call = new Invocation(this, parse(args), terminal);
            if (call.has("help")) {
                terminal.out().print(asTyped(Help.of(this), terminal));
            } else if (call.has("version")) {
                terminal.out().println(name + " " + Toolkit.VERSION);
            } else {
                return call(action, call);
            }
            return Exit.DONE;
        } catch (CloudShellException e) {
            report(e, terminal, verbose);
            return Exit.of(e.failure());
        } catch (Exception | OutOfMemoryError | StackOverflowError e) {
            var cause = SafeText.line(String.valueOf(e.getMessage()));
            terminal.err().println(name + ": could not finish: " + e.getClass().getSimpleName() + ": " + cause);
            terminal.err().println("Try: run it with --verbose and report the output");
            trace(e, terminal, verbose);
            return Exit.FAILED;
        }
    }

    private static int call(Action action, Invocation call) throws Exception {
        try {
            return action.call(call);
        } finally {
            call.progress().end();
        }
    }

    /** Prints a failure as an error of the command, for a command that continues. */
    public void report(CloudShellException e, Terminal terminal, boolean verbose) {
        terminal.err().println(name + ": " + e.getMessage());
        if (e instanceof TokenException failure) {
            failure.tried().forEach(reason -> terminal.err().println(name + ": " + reason));
        }
        if (!e.hint().isEmpty()) {
            terminal.err().println("Try: " + asTyped(e.commandHint(), terminal));
        }
        if (verbose) {
            e.chain().lines().forEach(link -> terminal.err().println("    " + link));
        }
        trace(e, terminal, verbose);
    }

    /** Replaces {@code jbang} by the launcher as the user typed it, if there is no {@code jbang} on the PATH. */
    private static String asTyped(String text, Terminal terminal) {
        var typed = terminal.environment().getOrDefault("JBANGW_TYPED", "");
        return typed.isEmpty()
                ? text
                : text.replaceAll("(?<![\\w/.-])jbang (?=\\S+@catalog)", Matcher.quoteReplacement(typed) + " ");
    }

    private static void trace(Throwable e, Terminal terminal, boolean verbose) {
        if (verbose) {
            for (var frame : e.getStackTrace()) {
                terminal.err().println("    at " + frame);
            }
        }
    }

    private CommandLine parse(String[] args) {
        for (var argument : args) {
            if (argument.indexOf(LOST) >= 0) {
                throw usage(
                        "'" + SafeText.line(argument)
                                + "' has a character that the locale of this process cannot represent",
                        "LC_ALL=C.UTF-8 in front of the command");
            }
        }
        if (arguments.startsWith(PROGRAM) && args.length > 0 && args[args.length - 1].equals("--")) {
            throw usage("there is no COMMAND after --");
        }
        var all = new org.apache.commons.cli.Options();
        for (var option : options) {
            all.addOption(option);
        }
        try {
            var line = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false)
                    .get()
                    .parse(all, args);
            for (var option : line.getOptions()) {
                check(option);
            }
            if (!arguments.startsWith(PROGRAM)) {
                for (var argument : line.getArgList()) {
                    checkExpanded(argument);
                }
            }
            return line;
        } catch (UnrecognizedOptionException e) {
            throw usage(Options.unknown(e.getOption(), options));
        } catch (MissingArgumentException e) {
            throw usage("--" + e.getOption().getLongOpt() + " needs a value: "
                    + e.getOption().getArgName());
        } catch (ParseException e) {
            throw usage(e.getMessage());
        }
    }

    /** Rejects an empty value: it is usually a variable that is not set, and never stands for the default. */
    private void check(Option given) {
        for (var value : given.getValuesList()) {
            if (value.isBlank()) {
                throw usage("--" + given.getLongOpt() + " needs a value that is not empty: " + given.getArgName());
            }
            checkExpanded(value);
        }
        var choices = Options.choices(given);
        if (!choices.isEmpty() && !choices.contains(given.getValue())) {
            throw usage("--" + given.getLongOpt() + " is one of " + String.join(", ", choices) + ", not '"
                    + given.getValue() + "'" + Suggestions.didYouMean(given.getValue(), choices));
        }
    }

    /** Rejects a value that is only a variable's name: it was in single quotes, and the shell did not replace it. */
    private void checkExpanded(String value) {
        if (value.startsWith("$") && Unexpanded.VARIABLE.matcher(value).matches()) {
            throw notExpanded(value);
        }
    }

    static UsageException notExpanded(String variable) {
        return usage(
                "the shell did not replace the variable " + variable + ", as in single quotes",
                "double quotes: \"" + variable + "\"");
    }

    UsageException usage(String cause) {
        // A script of the user's own, made from a template, is named as its file is; it is in no catalog.
        var script = Character.isUpperCase(name.charAt(0)) ? name + ".java" : name + "@catalog";
        return usage(cause, "jbang " + script + " --help");
    }

    static UsageException usage(String cause, String hint) {
        return new UsageException("read the command line", cause, hint);
    }

    /** Loaded only if an argument begins with a dollar sign. */
    private static final class Unexpanded {
        static final Pattern VARIABLE = Pattern.compile("\\$(?:[A-Z_][A-Z0-9_]*|\\{[A-Za-z_]\\w*}|[Ee]nv:\\w+)");
    }
}
