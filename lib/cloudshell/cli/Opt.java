package cloudshell.cli;

import java.util.List;
import org.apache.commons.cli.Option;

/** The kinds of options a command can have. Help, checks and completion come from these. */
public final class Opt {
    static final List<Option> COMMON = List.of(
            value(null, "source", "auto|cloud-shell|az|az-powershell", "where the token comes from (auto)"),
            value(null, "cloud", "CLOUD", "AzureCloud, AzureUSGovernment or AzureChinaCloud (from ACC_CLOUD)"),
            value(null, "tenant", "TENANT", "the tenant of the token, from az or az-powershell (its usual one)"),
            value(null, "timeout", "SECONDS", "the longest wait for a token or for one answer (30)"),
            flag(null, "allow-remote-endpoint", "accept an MSI_ENDPOINT that is not on this machine"),
            flag(null, "verbose", "with an error, show its stack trace"),
            flag("h", "help", "print this text and end"),
            flag("V", "version", "print the version and end"));

    private Opt() {}

    /** An option without a value. */
    public static Option flag(String letter, String name, String meaning) {
        return Option.builder(letter).longOpt(name).desc(meaning).get();
    }

    /** An option with a value; where {@code kind} has bars ({@code table|json}), it must be one of these. */
    public static Option value(String letter, String name, String kind, String meaning) {
        return Option.builder(letter)
                .longOpt(name)
                .hasArg()
                .argName(kind)
                .desc(meaning)
                .get();
    }

    /** Why there is no such option; one that other tools have for a managed identity is never quietly dropped. */
    static String refusal(String option) {
        return switch (option.split("=", 2)[0]) {
            case "--client-id", "--mi-client-id", "--mi-res-id", "--mi-object-id", "--object-id", "--resource-id" ->
                option + " asks for a managed identity; Cloud Shell has none and gives the signed-in user's token";
            default -> "there is no option " + option;
        };
    }

    /** The values that an option takes; empty where it takes any. */
    public static List<String> choices(Option option) {
        return option.hasArg() && option.getArgName().contains("|")
                ? List.of(option.getArgName().split("\\|"))
                : List.of();
    }
}
