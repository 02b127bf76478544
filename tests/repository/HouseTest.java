package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the house that a machine can check. */
class HouseTest {
    @ParameterizedTest
    @CsvSource({"scripts, 100", "lib, 200", "templates, 60"})
    void filesStaySmall(String folder, int most) {
        var larger = Sources.below(folder, "")
                .filter(file -> !file.endsWith(".tsv"))
                .filter(file -> Sources.text(file).lines().count() > most)
                .toList();

        assertEquals(List.of(), larger);
    }

    /** A package may import those before it in the list; nothing else of the toolkit. */
    @ParameterizedTest
    @CsvSource({
        "lib/cloudshell/[A-Za-z]+,     cloudshell\\.[a-z]+\\.",
        "lib/cloudshell/cli/.*,        cloudshell\\.(simulator|shell|azuresdk|tune)\\.",
        "lib/cloudshell/simulator/.*,  cloudshell\\.(cli|shell|azuresdk|query|tune)\\.",
        "lib/cloudshell/query/.*,      cloudshell\\.(simulator|shell|azuresdk|tune)\\.",
    })
    void dependenciesRunOneWay(String files, String forbidden) {
        offending(files + "\\.java", "(?m)^import (static )?" + forbidden);
    }

    @ParameterizedTest
    @CsvSource({
        "scripts/.*\\.java,           \\bcatch \\(|java\\.net\\.|\\{\\\\\"",
        "lib/cloudshell/[A-Za-z]+\\.java, (?m)^ +[^ *].*\\bSystem\\.(out|err|exit|in)\\b",
        "lib/.*\\.java,               \\bLogger\\b|printStackTrace|ObjectInputStream",
        // javac goes by the locale, which may be unset: JBang passes it no encoding
        "(lib|scripts|templates)/.*\\.(java|jsh|qute), [^\\x00-\\x7F]",
        "(lib|scripts|tests)/.*\\.java, \\bTO" + "DO\\b|\\bFIX" + "ME\\b|@Dis" + "abled",
    })
    void whatDoesNotBelongThereIsNotThere(String files, String forbidden) {
        offending(files, forbidden);
    }

    @Test
    void noFileNamesAFolderOfOneMachine() {
        var ownFolders = Pattern.compile("(?<![\\w.])/(root|home/[a-z]+|Users/[A-Za-z]+)/");

        assertEquals(
                List.of(),
                everything()
                        .filter(file -> ownFolders.matcher(Sources.text(file)).find())
                        .toList());
    }

    @Test
    void everyTextEndsInANewlineAndNoLineInSpaces() {
        var untidy = everything()
                .filter(file -> !file.endsWith(".md"))
                .filter(file -> !Sources.text(file).endsWith("\n")
                        || Sources.text(file).contains("\r\n")
                        || Sources.text(file).lines().anyMatch(line -> line.matches(".*[ \t]")))
                .toList();

        assertEquals(List.of(), untidy);
    }

    @Test
    void whatIsToBeRunIsExecutable() {
        for (var file : List.of("jbangw", ".ci/run")) {
            assertTrue(harness.Project.root().resolve(file).toFile().canExecute(), file);
        }
    }

    private static void offending(String files, String forbidden) {
        var pattern = Pattern.compile(forbidden);
        var found = everything()
                .filter(file -> file.matches(files))
                .filter(file -> pattern.matcher(Sources.text(file)).find())
                .toList();

        assertEquals(List.of(), found);
    }

    private static Stream<String> everything() {
        return Sources.below(".", "").filter(file -> !file.matches(".*\\.(png|jar|gz|jsa|aot|class)"));
    }
}
