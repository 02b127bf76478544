package cloudshell.cli;

import java.util.stream.Collectors;
import org.apache.commons.cli.Option;

/** Completion scripts, made from the same options as the help. */
final class Completion {
    private Completion() {}

    static String script(Command command, String shell) {
        return shell.equals("zsh") ? "autoload -U +X bashcompinit && bashcompinit\n" + bash(command) : bash(command);
    }

    /** Completes the command's own name and {@code jbang NAME@catalog}; other words of jbang go on as they did. */
    private static String bash(Command command) {
        var function = "_cloudshell_" + command.name().replace('-', '_');
        return """
                %1$s() {
                  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
                  case "$before" in
                %2$s
                    *) COMPREPLY=($(compgen -W "%3$s" -- "$word")) ;;
                  esac
                }
                complete -F %1$s %4$s
                """.formatted(function, choices(command), names(command), command.name());
    }

    private static String choices(Command command) {
        return command.options().stream()
                .filter(option -> !Opt.choices(option).isEmpty())
                .map(option -> "    " + pattern(option) + ") COMPREPLY=($(compgen -W \""
                        + String.join(" ", Opt.choices(option)) + "\" -- \"$word\")) ;;")
                .collect(Collectors.joining("\n"));
    }

    private static String pattern(Option option) {
        return (option.getOpt() == null ? "" : "-" + option.getOpt() + "|") + "--" + option.getLongOpt();
    }

    private static String names(Command command) {
        return command.options().stream()
                .map(option -> "--" + option.getLongOpt())
                .collect(Collectors.joining(" "));
    }
}
