package repository;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.cli.Command;
import harness.Program;
import harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Test;

/** Parts of the pages are generated from the code; each test writes its part under target/ and compares. */
class GeneratedPagesTest {
    private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");

    /** A row of the table of hints that has the same fix as others. */
    private record Fix(String condition, String fix) {}

    @Test
    void theCommandReferenceIsWhatTheCommandsDeclare() throws IOException {
        var commands = new TreeMap<String, Command>();
        var usages = new TreeMap<String, String>();
        for (var script : Sources.below("scripts", ".java").toList()) {
            var name = CLASS.matcher(Sources.text(script)).results().findFirst().orElseThrow();
            var command = Program.declaration(name.group(1));
            commands.put(command.name(), command);
            usages.put(command.name(), usage(name.group(1)));
        }
        var ofAll = common(commands.values().stream().toList());
        var ofTokens = common(List.of(commands.get("token"), commands.get("doctor"), commands.get("rest")));

        var page = new StringBuilder();
        commands.forEach((name, command) -> page.append(section(command, usages.get(name), ofTokens)));
        ofTokens.removeAll(ofAll);
        page.append("## Options of all commands that use a token\n\n");
        page.append(options(commands.get("token"), option -> ofTokens.contains(key(option))));
        page.append("\n## Options of all commands\n\n");
        page.append(options(commands.get("token"), option -> ofAll.contains(key(option))));
        compare("docs/cli.md", page.toString());
    }

    private static String usage(String mainClass) {
        var help = Program.run(mainClass, java.util.Map.of(), "--help").out();
        return help.lines()
                .filter(line -> line.startsWith("Usage: "))
                .findFirst()
                .orElseThrow()
                .substring("Usage: ".length());
    }

    private static TreeSet<String> common(List<Command> commands) {
        var names = new TreeSet<String>();
        commands.get(0).options().forEach(option -> names.add(key(option)));
        commands.forEach(command -> names.retainAll(
                command.options().stream().map(GeneratedPagesTest::key).collect(Collectors.toSet())));
        return names;
    }

    private static String key(Option option) {
        return option.getLongOpt() + " " + option.getArgName() + " " + option.getDescription();
    }

    private static String section(Command command, String usage, TreeSet<String> common) {
        var text = new StringBuilder("## " + command.name() + "\n\n");
        var summary = command.summary();
        text.append(Character.toUpperCase(summary.charAt(0)))
                .append(summary.substring(1))
                .append(".\n\n");
        text.append("Usage: `").append(usage).append("`\n\n");
        if (!command.explanation().isBlank()) {
            text.append("```text\n").append(command.explanation().strip()).append("\n```\n\n");
        }
        var options = options(command, option -> !common.contains(key(option)));
        if (!options.isEmpty()) {
            text.append(options).append('\n');
        }
        text.append("```text\n").append(command.examples().strip()).append("\n```\n\n");
        return text.toString();
    }

    private static String options(Command command, Predicate<Option> shown) {
        var rows = command.options().stream()
                .filter(shown)
                .map(option -> {
                    var name = (option.getOpt() == null ? "" : "-" + option.getOpt() + ", ") + "--"
                            + option.getLongOpt() + (option.hasArg() ? " " + option.getArgName() : "");
                    return "| `" + cell(name) + "` | " + cell(option.getDescription()) + " |\n";
                })
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "| Option | Effect |\n|---|---|\n" + rows;
    }

    @Test
    void theTroubleshootingTablesAreTheTableOfHints() throws IOException {
        var entra = "AADSTS\\d+";
        var vault = "AKV\\d+|ForbiddenBy\\w+|AccessDenied";
        var page = "### Codes of Microsoft Entra ID\n\n" + hints(code -> code.matches(entra))
                + "\n### Codes of Key Vault\n\n" + hints(code -> code.matches(vault))
                + "\n### Codes of Resource Manager and other services\n\n"
                + hints(code -> !code.matches(entra + "|" + vault));
        compare("docs/troubleshooting.md", page);
    }

    private static String hints(Predicate<String> shown) {
        var codes = new LinkedHashMap<Fix, List<String>>();
        Sources.text("lib/cloudshell/errors/hints.tsv").lines().skip(1).forEach(line -> {
            var cells = line.split("\t");
            if (shown.test(cells[0])) {
                codes.computeIfAbsent(new Fix(condition(cells[1], cells[2]), cells[3]), fix -> new ArrayList<>())
                        .add("`" + cells[0] + "`");
            }
        });
        var text = new StringBuilder("| Code | If | Fix |\n|---|---|---|\n");
        codes.forEach((fix, names) -> text.append("| %s | %s | %s |\n"
                .formatted(String.join(", ", new TreeSet<>(names)), cell(fix.condition()), cell(fix.fix()))));
        return text.toString();
    }

    private static String condition(String place, String words) {
        var conditions = new ArrayList<String>();
        if (!place.equals("-")) {
            conditions.add("audience `" + place + "…`");
        }
        if (!words.equals("-")) {
            conditions.add("message has `" + words.strip() + "`");
        }
        return String.join(", ", conditions);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static void compare(String page, String generated) throws IOException {
        var file = "docs-" + page.replaceAll(".*/", "");
        Files.writeString(Project.target(".").resolve(file), generated);

        assertTrue(Project.read(page).contains(generated), () -> page + " differs from target/" + file);
    }
}
