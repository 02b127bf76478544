package cloudshell.cli;

import cloudshell.credentials.TokenSources;
import cloudshell.http.SafeText;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.CloudShellException;
import cloudshell.token.CredentialOptions;
import cloudshell.token.Settings;
import cloudshell.token.TokenSource;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.cli.CommandLine;

/** An invocation of a command: its parsed arguments and its streams. */
public final class Invocation {
    private final Command command;
    private final CommandLine line;
    private final Terminal terminal;
    private final Progress progress;
    private int exit = Exit.DONE;

    Invocation(Command command, CommandLine line, Terminal terminal) {
        this.command = command;
        this.line = line;
        this.terminal = terminal;
        this.progress = new Progress(command.name(), terminal);
    }

    /** Returns whether an option was given. */
    public boolean has(String option) {
        return line.hasOption(option);
    }

    /** Returns the value of an option, the last one if it is repeated, or else a default. */
    public String value(String option, String otherwise) {
        var values = values(option);
        return values.isEmpty() ? otherwise : values.get(values.size() - 1);
    }

    /** Returns all values of an option that may be repeated. */
    public List<String> values(String option) {
        var values = line.getOptionValues(option);
        return values == null ? List.of() : List.of(values);
    }

    /**
     * Returns all values of an option that may be repeated.
     *
     * @param check throws an {@code IllegalArgumentException} for a value that is not valid
     * @throws UsageException if the check fails
     */
    public List<String> checked(String option, Consumer<String> check) {
        for (var value : values(option)) {
            try {
                check.accept(value);
            } catch (IllegalArgumentException e) {
                throw usage("--" + option + " '" + value + "': " + e.getMessage());
            }
        }
        return values(option);
    }

    /**
     * Returns a duration of at least a second and at most a day, in seconds unless it ends in s, m or h.
     *
     * @throws UsageException if the value is not such a duration
     */
    public Duration seconds(String option, int otherwise) {
        var wrong = "--" + option + " takes a whole number of seconds from 1 to 86400, or a time such as 5m, not '";
        return !has(option)
                ? Duration.ofSeconds(otherwise)
                : Options.time(value(option, "")).orElseThrow(() -> usage(wrong + value(option, "") + "'"));
    }

    /**
     * Returns a whole number.
     *
     * @throws UsageException if the value is not a whole number within the bounds
     */
    public long number(String option, long otherwise, long least, long most) {
        var text = value(option, Long.toString(otherwise));
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the same response as a number out of bounds
        }
        var range = most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
        throw usage("--" + option + " takes a whole number " + range + ", not '" + text + "'");
    }

    /** Returns the arguments that are neither options nor their values. */
    public List<String> arguments() {
        return line.getArgList();
    }

    /**
     * Checks that there are no arguments besides options.
     *
     * @throws UsageException if there are
     */
    public void rejectArguments() {
        if (!arguments().isEmpty()) {
            var quotes = has("subscription") ? "; quote names that contain spaces: -s \"Contoso Production\"" : "";
            throw usage("unexpected argument '" + SafeText.line(arguments().get(0)) + "'" + quotes);
        }
    }

    public PrintStream out() {
        return terminal.out();
    }

    public PrintStream err() {
        return terminal.err();
    }

    public Terminal terminal() {
        return terminal;
    }

    public Progress progress() {
        return progress;
    }

    public Command command() {
        return command;
    }

    /** Prints a failure that does not end the command; {@link #exit} returns its exit code. */
    public void report(CloudShellException failure) {
        progress.clear();
        command.report(failure, terminal, has("verbose"));
        exit = exit == Exit.FAILED ? exit : Exit.of(failure.failure());
    }

    /** Returns the exit code of the reported failures: 0 for none, 4 if Azure denied all of them, else 1. */
    public int exit() {
        return exit;
    }

    /** Prints a note on stderr for every caller; it is not an error. */
    public void note(String text) {
        progress.clear();
        terminal.err().println(command.name() + ": " + SafeText.line(text));
    }

    /** Prints a hint on stderr if that is a terminal. */
    public void hint(String text) {
        if (terminal.errIsTerminal()) {
            progress.clear();
            terminal.err().println(command.name() + ": " + text);
        }
    }

    public UsageException usage(String cause) {
        return command.usage(cause);
    }

    /** Creates a usage error with a hint that is more specific than {@code --help}. */
    public UsageException usage(String cause, String hint) {
        return Command.usage(cause, hint);
    }

    /** Creates a usage error for a shell variable that was in single quotes. */
    public UsageException notExpanded(String variable) {
        return Command.notExpanded(variable);
    }

    /** Returns tokens of the selected source. */
    public Tokens tokens() {
        var settings = settings();
        return new Tokens(source(), settings.cloud(), settings.clock());
    }

    /** Returns the selected source. At a terminal outside Cloud Shell it prints the identity of the first token. */
    public TokenSource source() {
        var source = TokenSources.select(settings());
        return terminal.errIsTerminal() ? new AnnouncingTokenSource(source, this::hint) : source;
    }

    /** Returns the settings of the environment, changed by the common options. */
    public Settings settings() {
        return Settings.of(terminal.environment())
                .withTimeout(seconds("timeout", 30))
                .withMaxWait(seconds("max-wait", 60))
                .withPause(progress)
                .withRemoteEndpoint(has("allow-remote-endpoint"))
                .withSignIn(new CredentialOptions(
                        value("source", CredentialOptions.AUTO), cloud(), value("tenant", ""), subscription()));
    }

    private String cloud() {
        var name = "";
        for (var each : values("cloud")) {
            if (!cloud(each).equals(cloud(name.isEmpty() ? each : name))) {
                throw usage("expected one --cloud, got " + name + " and " + each);
            }
            name = each;
        }
        return name;
    }

    /**
     * Returns an audience, and notes on stderr if a single scope was converted to it: Cloud Shell's endpoint, az and Az
     * PowerShell take resources.
     *
     * @throws UsageException if it is malformed
     */
    public Audience audience(String given, Cloud cloud) {
        var audience = Suggestions.audience(given, cloud);
        var resource = audience.resource().replaceFirst("/$", "");
        if (given.strip().regionMatches(true, 0, resource, 0, resource.length())) {
            var scope = given.strip().substring(resource.length()).replaceFirst("^/+", "");
            if (!scope.isEmpty() && !scope.equals(".default") && !scope.equals("user_impersonation")) {
                note("a single scope cannot be requested: the token has all permissions of this sign-in for "
                        + audience.resource() + ", not only " + scope);
            }
        }
        return audience;
    }

    private Cloud cloud(String name) {
        var endpoint = terminal.environment().getOrDefault("AZURE_RESOURCE_MANAGER_ENDPOINT", "");
        try {
            return Cloud.of(name, endpoint.strip());
        } catch (UsageException e) {
            return Suggestions.cloud(name);
        }
    }

    /** Several subscriptions select the command's scope, not the identity. */
    private String subscription() {
        var named = values("subscription");
        return named.size() == 1 ? named.get(0) : "";
    }
}
