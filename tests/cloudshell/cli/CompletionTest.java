package cloudshell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Project;
import harness.Run;
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
        "complete_line jbang probe@catalog --ou,   --output",
        "complete_line jbang probe@catalog -o j,   json",
        "complete_line jbang probe@catalog --output '', table json",
        "complete_line ./jbangw probe@catalog --he, --help",
        "complete_line probe --ver,                --verbose --version",
        "complete_line jbang other@catalog --ou,   ''",
        "complete_line jbang pro,                  probe@catalog",
        "complete_line jbang run probe@,           probe@catalog",
        "complete_line jbang '',                   ''",
    })
    void theOptionsOfACommandAreCompleted(String line, String words) {
        assertEquals(words + "\n", bash(script("probe") + ASK + line));
    }

    @Test
    void whatCompletedJbangBeforeStillDoes() {
        var before = "before() { COMPREPLY=(\"old for $2\"); }; complete -F before jbang\n";

        assertEquals("old for ru\n", bash(before + script("probe") + script("probe") + ASK + "complete_line jbang ru"));
    }

    @Test
    void wordsThatBashSplitsAtTheAtSignAreCompletedFromThere() {
        var split = "COMP_LINE='jbang probe@ca' COMP_WORDS=(jbang probe @ ca) COMP_CWORD=3; _cloudshell_probe_by_jbang;"
                + " echo \"${COMPREPLY[@]}\"";

        assertEquals("catalog\n", bash(script("probe") + split));
    }

    @Test
    void namesAreAddedToWhatCompletedJbangBefore() {
        var before = "before() { COMPREPLY=(properties); }; complete -F before jbang\n";

        assertEquals("properties probe@catalog\n", bash(before + script("probe") + ASK + "complete_line jbang pro"));
    }

    @Test
    void severalCommandsCompleteSideBySide() {
        var both = script("probe") + script("list-vms") + ASK;

        assertEquals("--output\n", bash(both + "complete_line jbang probe@catalog --ou"));
        assertEquals("--output\n", bash(both + "complete_line jbang list-vms@catalog --ou"));
    }

    @Test
    void zshLoadsBashsCompletionFirst() {
        var zsh = Completion.script(command("probe"), "zsh");

        assertTrue(zsh.startsWith("autoload -U +X bashcompinit && bashcompinit\n_cloudshell_probe() {\n"), zsh);
    }

    private static String script(String command) {
        return Completion.script(command(command), "bash");
    }

    private static Command command(String name) {
        return new Command(name, "", "", "", List.of(Opt.value("o", "output", "table|json", "")), "");
    }

    private static String bash(String script) {
        var run = Run.of(Project.root(), Map.of(), "", List.of("bash", "-c", script));
        assertEquals("", run.err());
        return run.out();
    }
}
