package cloudshell.commands.completion;

import cloudshell.cli.Command;
import cloudshell.cli.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;

/**
 * What can be typed: the options of all commands, the choices of an option, and what its kind of value can be.
 *
 * @param commands in the order in which they are named
 * @param kinds the values of a kind, by the word that the help has for it: {@code STATE}, {@code AUDIENCE}
 */
public record CompletionWords(List<Command> commands, Map<String, List<String>> kinds) {
    private static final Pattern OPERAND = Pattern.compile("[A-Za-z]+(\\|[a-z]+)*");

    /** What an option's value can be; empty if it can be anything. */
    List<String> values(Option option) {
        if (!option.hasArg()) {
            return List.of();
        }
        var choices = Options.choices(option);
        return choices.isEmpty() ? kinds.getOrDefault(option.getArgName(), List.of()) : choices;
    }

    /** What a command's operands can be; empty if they can be anything. What follows {@code --} is no operand. */
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
