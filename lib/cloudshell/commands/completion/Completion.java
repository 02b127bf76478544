//SOURCES ../../cli/Command.java
//SOURCES BashCompletion.java CompletionWords.java FishCompletion.java
package cloudshell.commands.completion;

import cloudshell.cli.Invocation;
import cloudshell.cli.Suggestions;
import java.util.List;

/** Makes one completion script for all commands from their options. */
public final class Completion {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private Completion() {}

    /**
     * Returns the shell that the command line names.
     *
     * @throws cloudshell.token.UsageException if it names none, or another one
     */
    public static String shell(Invocation call) {
        var named = call.arguments();
        if (named.size() == 1 && SHELLS.contains(named.get(0))) {
            return named.get(0);
        }
        var wrong = named.size() == 1 ? ", not '" + named.get(0) + "'" : "";
        var near = named.size() == 1 ? Suggestions.didYouMean(named.get(0), SHELLS) : "";
        throw call.usage("expected one shell: bash, zsh or fish" + wrong + near);
    }

    /** Returns the script for {@code bash}, {@code zsh} or {@code fish}. */
    public static String script(String shell, CompletionWords words) {
        return switch (shell) {
            case "fish" -> FishCompletion.script(words);
            case "zsh" ->
                "whence compdef >/dev/null || { autoload -U compinit && compinit -i }\nautoload -U +X bashcompinit && bashcompinit\n"
                        + BashCompletion.script(words);
            default -> BashCompletion.script(words);
        };
    }
}
