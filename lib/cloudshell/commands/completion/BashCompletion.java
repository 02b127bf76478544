package cloudshell.commands.completion;

import cloudshell.cli.Command;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;

/**
 * Completion for bash, and for zsh with bashcompinit. It completes {@code NAME --opt}, {@code jbang NAME@catalog --opt}
 * and {@code jbang NA}; for that last and all other lines of jbang it adds the previous completion. Bash treats {@code
 * @} and {@code =} as word breaks, zsh does not.
 */
final class BashCompletion {
    private static final String SCRIPT = """
            # Completes the commands of the Azure Cloud Shell toolkit. It starts no program.
            _cloudshell_words() {
              case "$1 $2" in
            CASES
              esac
            }
            _cloudshell_of() {
              local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" words=
              [ "$before" != = ] || before="${COMP_WORDS[COMP_CWORD-2]}"
              if [ "$word" = = ]; then before="${COMP_WORDS[COMP_CWORD-1]}" word=; fi
              _cloudshell_words "$1" "$before" "$word"
              COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            _cloudshell_command() {
              case "$COMP_LINE" in *" -- "*) COMPREPLY=(); return ;; esac
              _cloudshell_of "${1##*/}"
            }
            _cloudshell_jbang() {
              local name line="$COMP_LINE" typed="${COMP_LINE##* }" word="${COMP_WORDS[COMP_CWORD]}"
              COMPREPLY=()
              case "$line" in *"@catalog"*" -- "*)
                line="${line##* -- }"
                case "$line" in "jbang "*|*"jbangw "*) ;; *) return ;; esac ;;
              esac
              for name in NAMES; do
                case "$line" in *" $name@catalog "*) _cloudshell_of "$name"; return ;; esac
              done
              [ -z "${_cloudshell_next-}" ] || "$_cloudshell_next" "$@"
              [ -n "$typed" ] || return 0
              for name in NAMES; do
                case "$name@catalog" in "$typed"?*)
                  name=$name@catalog
                  COMPREPLY+=("${name#"${typed%%"$word"}"}") ;;
                esac
              done
            }
            _cloudshell_former=$(complete -p jbang 2>/dev/null || :)
            case "$_cloudshell_former" in
              *_cloudshell_jbang*) ;;
              *"-F "*) _cloudshell_next=${_cloudshell_former##*-F } _cloudshell_next=${_cloudshell_next%% *} ;;
            esac
            complete -o default -F _cloudshell_command NAMES
            complete -o default -F _cloudshell_jbang jbang jbangw ./jbangw
            """;

    private BashCompletion() {}

    static String script(CompletionWords all) {
        var names = all.commands().stream().map(Command::name).collect(Collectors.joining(" "));
        return SCRIPT.replace("NAMES", names)
                .replace(
                        "CASES",
                        all.commands().stream()
                                .map(command -> cases(all, command))
                                .collect(Collectors.joining())
                                .stripTrailing());
    }

    private static String cases(CompletionWords all, Command command) {
        var text = new StringBuilder();
        var free = command.options().stream()
                .filter(option -> option.hasArg() && all.values(option).isEmpty())
                .map(option -> patterns(command, option))
                .collect(Collectors.joining("|"));
        for (var option : command.options()) {
            if (option.hasArg() && !all.values(option).isEmpty()) {
                text.append(line(patterns(command, option), all.values(option)));
            }
        }
        if (!free.isEmpty()) {
            text.append(line(free, List.of()));
        }
        var options = command.options().stream()
                .map(option -> "--" + option.getLongOpt())
                .toList();
        var operands = all.operands(command);
        return text.append("    \"%s \"*) case \"$3\" in -*) words=\"%s\" ;; *) words=\"%s\" ;; esac ;;\n"
                        .formatted(
                                command.name(),
                                String.join(" ", options),
                                String.join(" ", operands.isEmpty() ? options : operands)))
                .toString();
    }

    private static String line(String patterns, List<String> values) {
        return "    " + patterns + ") words=\"" + String.join(" ", values) + "\" ;;\n";
    }

    private static String patterns(Command command, Option option) {
        var name = "\"" + command.name() + " --" + option.getLongOpt() + "\"";
        return option.getOpt() == null ? name : name + "|\"" + command.name() + " -" + option.getOpt() + "\"";
    }
}
