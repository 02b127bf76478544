package cloudshell.commands.completion;

import cloudshell.cli.Command;
import cloudshell.cli.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;

/**
 * The words to complete: options of all commands, choices of an option, values of a kind.
 *
 * @param commands in the order in which they are listed
 * @param kinds the values of a kind, by its name in the help: {@code STATE}, {@code AUDIENCE}
 */
public record CompletionWords(List<Command> commands, Map<String, List<String>> kinds) {
    private static final Pattern OPERAND = Pattern.compile("[A-Za-z]+(\\|[a-z]+)*");

    /** Returns the values of an option; empty if every value is valid. */
    List<String> values(Option option) {
        if (!option.hasArg()) {
            return List.of();
        }
        var choices = Options.choices(option);
        return choices.isEmpty() ? kinds.getOrDefault(option.getArgName(), List.of()) : choices;
    }

    /** Returns the values of a command's arguments before {@code --}; empty if every value is valid. */
    List<String> operands(Command command) {
        var values = new ArrayList<String>();
        var own = command.arguments().replaceFirst("(\\[|\\| ?)?--.*", "");
        OPERAND.matcher(own).results().forEach(word -> values.addAll(ofKind(word.group())));
        return values;
    }

    private List<String> ofKind(String word) {
        return Character.isLowerCase(word.charAt(0)) ? List.of(word.split("\\|")) : kinds.getOrDefault(word, List.of());
    }
}
