package cloudshell.cli;

import cloudshell.http.Toolkit;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;

/** The text of {@code --help}, in 80 columns. */
final class Help {
    private static final int WIDTH = 80;
    private static final int MARGIN = 26;

    private Help() {}

    static String of(Command command) {
        var text = new StringBuilder();
        text.append("%s %s: %s%n%n".formatted(command.name(), Toolkit.VERSION, command.summary()));
        text.append("Usage: %s%n".formatted(usage(command).strip().replace("  ", " ")));
        if (!command.explanation().isEmpty()) {
            text.append('\n').append(command.explanation().stripTrailing()).append('\n');
        }
        text.append("\nOptions:\n");
        command.options().forEach(option -> text.append(line(option)));
        text.append("\nExamples:\n");
        command.examples()
                .lines()
                .forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("\nExit codes:\n");
        Exit.MEANING.lines().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    /** Puts the options before {@code --}, since everything after it belongs to the other program. */
    private static String usage(Command command) {
        return command.arguments().startsWith(Command.PROGRAM)
                ? String.join(" ", command.name(), "[OPTION]...", command.arguments())
                : String.join(" ", command.name(), command.arguments(), "[OPTION]...");
    }

    private static String line(Option option) {
        var name = (option.getOpt() == null ? "      --" : "  -" + option.getOpt() + ", --") + option.getLongOpt();
        var left = option.hasArg() ? name + " " + option.getArgName() : name;
        var meaning = wrapped(option.getDescription(), WIDTH - MARGIN);
        var first =
                left.length() < MARGIN ? left + " ".repeat(MARGIN - left.length()) : left + "\n" + " ".repeat(MARGIN);
        return first + String.join("\n" + " ".repeat(MARGIN), meaning) + "\n";
    }

    private static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
