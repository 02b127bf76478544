package cloudshell.commands.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.cli.Command;
import cloudshell.cli.Options;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.Expect;
import harness.Program;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In bash itself, which calls a completion's function with the words of the line. */
class CompletionTest {
    private static final String ASK = """
            complete_line() {
              COMP_LINE="$*" COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
              local function=$(complete -p "$1" | sed 's/.*-F \\([^ ]*\\).*/\\1/')
              "$function" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
              echo "${COMPREPLY[@]}"
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "complete_line jbang probe@catalog --ou,        --output",
        "complete_line jbang probe@catalog -o j,        json",
        "complete_line jbang probe@catalog --output '', table json",
        "complete_line jbang probe@catalog --power-state r, running",
        "complete_line probe --output = j,              json",
        "complete_line jbang probe@catalog --name '',   ''",
        "complete_line jbang probe@catalog g,           graph",
        "complete_line jbang probe@catalog -- --ou,     ''",
        "complete_line jbang probe@catalog -- jbang pro, probe@catalog",
        "complete_line jbang probe@catalog -- jbang probe@catalog --ou, --output",
        "complete_line ./jbangw probe@catalog --he,     --help",
        "complete_line probe --ver,                     --verbose --version",
        "complete_line list-vms --ver,         --verbose --version",
        "complete_line jbang other@catalog --ou,        ''",
        "complete_line jbang pro,                       probe@catalog",
        "complete_line jbang run probe@,                probe@catalog",
        "complete_line jbang '',                        ''",
    })
    void optionsAndValuesOfACommandAreCompleted(String line, String words) {
        assertEquals(words + "\n", bash(script("bash") + ASK + line));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "bsh, `expected one shell: bash, zsh or fish, not 'bsh'; did you mean 'bash'?`",
                "powershell, `expected one shell: bash, zsh or fish, not 'powershell'`",
            })
    void namesTheShellThatThereIsNot(String shell, String cause) {
        Expect.failure(Program.run("CompletionScript", Map.of(), shell), 2, "completion", cause);
    }

    @Test
    void itLoadsInAShellThatStopsAtTheFirstFailure() {
        assertEquals("loaded\n", bash("set -eu\n" + script("bash") + "echo loaded\n"));
    }

    @Test
    void whatCompletedJbangBeforeStillDoes() {
        var before = "before() { COMPREPLY=(\"old for $2\"); }; complete -F before jbang\n";

        assertEquals("old for ru\n", bash(before + script("bash") + script("bash") + ASK + "complete_line jbang ru"));
    }

    @Test
    void wordsThatBashSplitsAtTheAtSignAreCompletedFromThere() {
        var split = "COMP_LINE='jbang probe@ca' COMP_WORDS=(jbang probe @ ca) COMP_CWORD=3; _cloudshell_jbang;"
                + " echo \"${COMPREPLY[@]}\"";

        assertEquals("catalog\n", bash(script("bash") + split));
    }

    @Test
    void namesAreAddedToWhatCompletedJbangBefore() {
        var before = "before() { COMPREPLY=(properties); }; complete -F before jbang\n";

        assertEquals("properties probe@catalog\n", bash(before + script("bash") + ASK + "complete_line jbang pro"));
    }

    @Test
    void completesUnderSetU() {
        var asked = "set -u\n" + script("bash") + ASK + "complete_line jbang pro";

        assertEquals("probe@catalog\n", bash(asked));
    }

    @Test
    void zshLoadsBashsCompletionFirst() {
        assertTrue(script("zsh").contains("\nautoload -U +X bashcompinit && bashcompinit\n"), script("zsh"));
        assertTrue(script("zsh").startsWith("whence compdef >/dev/null || "), script("zsh"));
    }

    @ParameterizedTest
    @CsvSource({
        "jbang probe@catalog --power-state r, running",
        "jbang probe@catalog g,               graph",
        "jbang pro,                           probe@catalog",
        "probe --outp,                        --output",
    })
    void fishCompletesTheSame(String line, String word) {
        Tools.require("fish");
        var asked = script("fish") + "complete -C '" + line + "'\n";
        var home = Map.of("HOME", Project.emptyHome().toString());

        var run = Run.of(Project.root(), home, "", List.of("fish", "-c", asked));

        assertEquals(word, run.out().split("[\t\n]")[0], run.out() + run.err());
    }

    @Test
    void theScriptHasEveryCommandOfTheCatalogAndItsValues() throws IOException {
        var printed = Program.run("CompletionScript", Map.of(), "bash");
        assertEquals(0, printed.exit(), printed.err());
        for (var alias : new JsonMapper()
                .readTree(Project.read("jbang-catalog.json"))
                .path("aliases")
                .properties()) {
            var script = alias.getValue().path("script-ref").asText();
            if (script.startsWith("scripts/") && script.endsWith(".java")) {
                var line = "complete_line jbang " + alias.getKey() + "@catalog --hel";
                assertEquals("--help\n", bash(printed.out() + ASK + line), alias.getKey());
            }
        }
        for (var line : List.of(
                "list-vms@catalog --power-state deallocat -> deallocated deallocating",
                "token@catalog gr -> graph",
                "audience-check@catalog vau -> vault",
                "token@catalog --cloud AzureCh -> AzureChinaCloud",
                "simulator@catalog --fault token-expired- -> token-expired-token",
                "rest@catalog PA -> PATCH",
                "completion@catalog f -> fish")) {
            var parts = line.split(" -> ");
            assertEquals(parts[1] + "\n", bash(printed.out() + ASK + "complete_line jbang " + parts[0]));
        }
    }

    @Test
    void anotherShellIsAMistake() {
        assertEquals(2, Program.run("CompletionScript", Map.of(), "tcsh").exit());
        assertEquals(2, Program.run("CompletionScript", Map.of()).exit());
    }

    private static String script(String shell) {
        var options = List.of(
                Options.value("o", "output", "table|json", "how"),
                Options.value(null, "name", "GLOB", "which"),
                Options.value(null, "power-state", "STATE", "it's"));
        var commands = List.of(
                new Command("probe", "it's a probe", "[AUDIENCE | --resource URI]", "", options, ""),
                new Command("list-vms", "", "[-- COMMAND]", "", options, ""));
        var kinds = Map.of("STATE", List.of("running", "stopped"), "AUDIENCE", List.of("arm", "graph"));
        return Completion.script(shell, new CompletionWords(commands, kinds));
    }

    private static String bash(String script) {
        var run = Run.of(Project.root(), Map.of(), "", List.of("bash", "-c", script));
        assertEquals("", run.err());
        return run.out();
    }
}
