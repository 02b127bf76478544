package cloudshell.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;

/** Creates the options of commands. Help, validation and completion are made from them. */
public final class Options {
    /** The options of every command, including those without tokens. */
    static final List<Option> LOCAL = List.of(
            flag(null, "verbose", "print the stack trace of an error"),
            flag("h", "help", "print this help and exit"),
            flag("V", "version", "print the version and exit"));

    static final List<Option> COMMON = both(
            List.of(
                    value(null, "source", "auto|cloud-shell|az|az-powershell", "source of the token (default auto)"),
                    value(
                            null,
                            "cloud",
                            "CLOUD",
                            "AzureCloud, AzureUSGovernment, AzureChinaCloud, or another one whose Resource Manager is in AZURE_RESOURCE_MANAGER_ENDPOINT (default from ACC_CLOUD)"),
                    value(null, "tenant", "TENANT", "tenant of the token, with az or az-powershell (default theirs)"),
                    value(
                            null,
                            "timeout",
                            "SECONDS",
                            "longest wait for a token or a response (default 30); 5m is five minutes"),
                    flag(
                            null,
                            "allow-remote-endpoint",
                            "allow endpoints from the environment that are not on localhost")),
            LOCAL);

    /** A marker among a command's own options: the command needs no token, so it has no options about tokens. */
    public static final Option WITHOUT_TOKENS = flag(null, "without-tokens", "");

    private Options() {}

    private static List<Option> both(List<Option> some, List<Option> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    /** Creates an option without a value. */
    public static Option flag(String letter, String name, String meaning) {
        return Option.builder(letter).longOpt(name).desc(meaning).get();
    }

    /** Creates an option with a value. If {@code kind} has bars ({@code table|json}), the value must be one of them. */
    public static Option value(String letter, String name, String kind, String meaning) {
        return Option.builder(letter)
                .longOpt(name)
                .hasArg()
                .argName(kind)
                .desc(meaning)
                .get();
    }

    /**
     * Explains an unknown option. Options that other tools have for a managed identity get an explanation of their own.
     */
    static String unknown(String option, List<Option> options) {
        return switch (option.split("=", 2)[0]) {
            case "--client-id", "--mi-client-id", "--mi-res-id", "--mi-object-id", "--object-id", "--resource-id" ->
                option + " selects a managed identity; Cloud Shell has none and returns the signed-in user's token;"
                        + " elsewhere: az login --identity, and --source az";
            case "--show-details" -> "there is no option --show-details; power states are listed without it";
            case "--graph-query", "-q" -> "there is no option " + option + "; a query is an argument, in quotes";
            default -> "there is no option " + option + didYouMean(option, options);
        };
    }

    /** The option that has this as its value ({@code --json}), or is nearest, or those that begin so. */
    private static String didYouMean(String option, List<Option> options) {
        var given = option.split("=", 2)[0];
        for (var each : options) {
            if (choices(each).contains(given.replaceFirst("^--?", ""))) {
                return "; did you mean '--" + each.getLongOpt() + " " + given.replaceFirst("^--?", "") + "'?";
            }
        }
        var names = options.stream().map(each -> "--" + each.getLongOpt()).toList();
        var longer = names.stream()
                .filter(each -> given.length() > 4 && each.startsWith(given))
                .map(each -> "'" + each + "'")
                .toList();
        return longer.size() > 1
                ? "; did you mean " + String.join(" or ", longer) + "?"
                : Suggestions.didYouMean(given, names);
    }

    /** Returns the valid values of an option; empty if every value is valid. */
    public static List<String> choices(Option option) {
        return option.hasArg() && option.getArgName().contains("|")
                ? List.of(option.getArgName().split("\\|"))
                : List.of();
    }

    /**
     * Parses a duration of at least a second and at most a day, in seconds unless it ends in s, m or h; empty for any
     * other text.
     */
    static Optional<Duration> time(String text) {
        var parts = Pattern.compile("(\\d{1,6})([smh]?)").matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        var time =
                switch (parts.group(2)) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofSeconds(number);
                };
        return Optional.of(time).filter(each -> !each.isZero() && each.compareTo(Duration.ofDays(1)) <= 0);
    }
}
