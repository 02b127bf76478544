//SOURCES ../../cli/Command.java
//SOURCES BashCompletion.java CompletionWords.java FishCompletion.java
package cloudshell.commands.completion;

/** Makes one completion script for all commands from their options. */
public final class Completion {
    private Completion() {}

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
