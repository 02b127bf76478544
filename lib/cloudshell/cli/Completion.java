package cloudshell.cli;

import java.util.stream.Collectors;
import org.apache.commons.cli.Option;

/** Completion scripts, made from the same options as the help. */
final class Completion {
    private Completion() {}

    static String script(Command command, String shell) {
        return shell.equals("zsh") ? "autoload -U +X bashcompinit && bashcompinit\n" + bash(command) : bash(command);
    }

    /**
     * Completes {@code NAME --opt}, {@code jbang NAME@catalog --opt} and {@code jbang NA}; to that last and to any other
     * line of jbang it adds what completed it before. Bash takes {@code @} for the end of a word, zsh does not.
     */
    private static String bash(Command command) {
        return """
                _cloudshell_%1$s() {
                  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
                  case "$before" in
                %3$s
                    *) COMPREPLY=($(compgen -W "%4$s" -- "$word")) ;;
                  esac
                }
                _cloudshell_%1$s_by_jbang() {
                  case "$COMP_LINE" in *" %2$s@catalog "*) _cloudshell_%1$s; return ;; esac
                  COMPREPLY=()
                  [ -z "$_cloudshell_%1$s_next" ] || "$_cloudshell_%1$s_next" "$@"
                  local typed="${COMP_LINE##* }" word="${COMP_WORDS[COMP_CWORD]}" name="%2$s@catalog"
                  case "$name" in
                    "$typed"?*) [ -z "$typed" ] || COMPREPLY+=("${name#"${typed%%"$word"}"}") ;;
                  esac
                }
                case "$(complete -p 2>/dev/null | grep ' jbang$')" in
                  *_cloudshell_%1$s_by_jbang*) ;;
                  *) _cloudshell_%1$s_next=$(complete -p 2>/dev/null | sed -n 's/.*-F \\([^ ]*\\).* jbang$/\\1/p') ;;
                esac
                complete -F _cloudshell_%1$s %2$s
                complete -o default -F _cloudshell_%1$s_by_jbang jbang jbangw ./jbangw
                """.formatted(command.name().replace('-', '_'), command.name(), choices(command), names(command));
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
