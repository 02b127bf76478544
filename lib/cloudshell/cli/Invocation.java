package cloudshell.cli;

import cloudshell.credentials.TokenSources;
import cloudshell.http.SafeText;
import cloudshell.token.Cloud;
import cloudshell.token.CloudShellException;
import cloudshell.token.CredentialOptions;
import cloudshell.token.Settings;
import cloudshell.token.TokenSource;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.cli.CommandLine;

/**
 * One call of a command: what was asked for, and where the response goes. It looks options up by itself: the parser's own
 * look-up is a stream, whose classes would take longer to load than the options to read.
 */
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

    public boolean has(String option) {
        for (var given : line.getOptions()) {
            if (given.getLongOpt().equals(option)) {
                return true;
            }
        }
        return false;
    }

    /** The value of an option, the last where it is repeated; the other one where it is not given. */
    public String value(String option, String otherwise) {
        var values = values(option);
        return values.isEmpty() ? otherwise : values.get(values.size() - 1);
    }

    /** All values of an option that may be repeated. */
    public List<String> values(String option) {
        var values = new ArrayList<String>();
        for (var given : line.getOptions()) {
            if (given.getLongOpt().equals(option)) {
                values.addAll(given.getValuesList());
            }
        }
        return values;
    }

    /** All values of an option that may be repeated, each checked; what the check throws is the user's mistake. */
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

    /** A time, in seconds unless it ends in s, m or h: at least a second and at most a day. */
    public Duration seconds(String option, int otherwise) {
        var wrong = "--" + option + " takes a whole number of seconds from 1 to 86400, or a time such as 5m, not '";
        return !has(option)
                ? Duration.ofSeconds(otherwise)
                : Options.time(value(option, "")).orElseThrow(() -> usage(wrong + value(option, "") + "'"));
    }

    /** @throws UsageException if the value is no whole number within the bounds */
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
        throw usage("--" + option + " takes a whole number from " + least + " to " + most + ", not '" + text + "'");
    }

    /** What is neither an option nor its value. */
    public List<String> arguments() {
        return line.getArgList();
    }

    /** @throws UsageException if there is anything that is no option */
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

    /** Tells of a failure that does not end the command; {@link #exit} caches it. */
    public void report(CloudShellException failure) {
        progress.clear();
        command.report(failure, terminal, has("verbose"));
        exit = exit == Exit.FAILED ? exit : Exit.of(failure.failure());
    }

    /** The exit code of what was reported: 0 if nothing, 4 if all of it was an error response, else 1. */
    public int exit() {
        return exit;
    }

    /** A line on stderr of something that everybody should know, though it is no failure. */
    public void note(String text) {
        progress.clear();
        terminal.err().println(command.name() + ": " + SafeText.line(text));
    }

    /** A line for the person at the terminal; nothing where stderr is none. */
    public void hint(String text) {
        if (terminal.errIsTerminal()) {
            progress.clear();
            terminal.err().println(command.name() + ": " + text);
        }
    }

    public UsageException usage(String cause) {
        return command.usage(cause);
    }

    /** The same with something to type that helps more than the help does. */
    public UsageException usage(String cause, String hint) {
        return Command.usage(cause, hint);
    }

    /** A variable of the shell that was in single quotes. */
    public UsageException notExpanded(String variable) {
        return Command.notExpanded(variable);
    }

    /** Tokens as the settings say. */
    public Tokens tokens() {
        var settings = settings();
        return new Tokens(source(), settings.cloud(), settings.clock());
    }

    /** Where the tokens come from. At a terminal outside Cloud Shell, a line says whose the first one is. */
    public TokenSource source() {
        var source = TokenSources.select(settings());
        return terminal.errIsTerminal() ? new AnnouncingTokenSource(source, this::hint) : source;
    }

    /** The environment, changed by the options that all commands have. */
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

    private Cloud cloud(String name) {
        var endpoint = terminal.environment().getOrDefault("AZURE_RESOURCE_MANAGER_ENDPOINT", "");
        try {
            return Cloud.of(name, endpoint.strip());
        } catch (UsageException e) {
            return Suggestions.cloud(name);
        }
    }

    /** Where several are named, they are for the command, and not for the token. */
    private String subscription() {
        var named = values("subscription");
        return named.size() == 1 ? named.get(0) : "";
    }
}
