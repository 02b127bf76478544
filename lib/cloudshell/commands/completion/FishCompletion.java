package cloudshell.commands.completion;

import org.apache.commons.cli.Option;

/** Completion for fish: {@code jbang NAME@catalog --opt}, {@code jbang NA}, and {@code NAME --opt}. */
final class FishCompletion {
    private static final String HEAD = """
            # Completes the commands of the Azure Cloud Shell toolkit. It starts no program.
            function __cloudshell_is
                set -l words (commandline -opc)
                not contains -- -- $words
                and contains -- $argv[1]@catalog $words
            end
            function __cloudshell_none
                not string match -q -- '*@catalog' (commandline -opc)
            end
            """;

    private FishCompletion() {}

    static String script(CompletionWords all) {
        var text = new StringBuilder(HEAD);
        for (var command : all.commands()) {
            var name = command.name();
            text.append("complete -c jbang -c jbangw -n __cloudshell_none -a %s@catalog -d %s\n"
                    .formatted(name, quoted(command.summary())));
            for (var start : new String[] {"-c jbang -c jbangw -n '__cloudshell_is " + name + "'", "-c " + name}) {
                var operands = all.operands(command);
                if (!operands.isEmpty()) {
                    text.append("complete %s -f -a '%s'\n".formatted(start, String.join(" ", operands)));
                }
                for (var option : command.options()) {
                    text.append("complete ")
                            .append(start)
                            .append(option(all, option))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String option(CompletionWords all, Option option) {
        var letter = option.getOpt() == null ? "" : " -s " + option.getOpt();
        var values = all.values(option);
        var value = !option.hasArg() ? "" : values.isEmpty() ? " -r" : " -x -a '" + String.join(" ", values) + "'";
        return letter + " -l " + option.getLongOpt() + value + " -d " + quoted(option.getDescription());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
