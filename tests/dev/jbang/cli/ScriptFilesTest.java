package dev.jbang.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jbang.source.Project;
import dev.jbang.util.Util;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files JBang's own classes report for a script, and whether the same are read next time. */
class ScriptFilesTest {
    @TempDir
    Path directory;

    @BeforeEach
    void offline() throws IOException {
        Util.setOffline(true);
        Files.writeString(directory.resolve("Part.java"), "class Part {}\n");
        Files.writeString(directory.resolve("text.txt"), "text");
        Files.writeString(
                Files.createDirectories(directory.resolve("others")).resolve("Other.java"), "class Other {}\n");
    }

    @Test
    void listsSourcesAndResources() throws IOException {
        var script = script("//SOURCES Part.java // a comment with a wildcard: *\n//FILES text.txt\n");

        var files = ScriptFiles.of(Project.builder().build(script), script);

        assertTrue(files.isFixed());
        assertEquals(
                Set.of(Path.of(script), directory.resolve("Part.java"), directory.resolve("text.txt")), files.read());
        assertEquals(Set.of(), files.absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//SOURCES Part*.java",
                "//SOURCES others",
                "//FILES *.txt",
                "//FILES .",
                "//DEPS g:a:1-SNAPSHOT",
                "//DEPS g:a:1+",
                "//DEPS g:a:LATEST",
                "//RUNTIME_OPTIONS -Dx=${user.dir}",
                "//SOURCES ${x:Part.java}",
                "//CDS"
            })
    void aScriptWhoseFilesCanChangeIsNotFixed(String line) throws IOException {
        var script = script(line + "\n");

        assertFalse(ScriptFiles.of(Project.builder().build(script), script).isFixed(), line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//DEPS g:a:1.0", "//DEPS g:a:jar:1.0", "//DEPS g:a:1.0@pom", "//JAVA 17+", ""})
    void aScriptWithFixedPartsIsFixed(String line) throws IOException {
        var script = script(line + "\n");

        assertTrue(ScriptFiles.of(Project.builder().build(script), script).isFixed(), line);
    }

    @Test
    void rejectsAFileNamedAsAnAlias() throws IOException {
        Files.writeString(directory.resolve("part@catalog"), "class Part {}");
        var script = script("//SOURCES part@catalog\n");
        var project = Project.builder().build(script);

        var failure = assertThrows(LauncherException.class, () -> ScriptFiles.rejectStandIns(project, Set.of()));

        assertEquals(1, failure.exit);
        assertTrue(failure.getMessage().contains("part@catalog would be used instead"), failure.getMessage());
    }

    @Test
    void rejectsASourceThatDoesNotExistAndListsTheLibraries() throws IOException {
        var script = script("//SOURCES Missing.java\n");
        var project = Project.builder().build(script);

        var failure =
                assertThrows(LauncherException.class, () -> ScriptFiles.rejectStandIns(project, Set.of("cloudshell")));

        assertEquals(2, failure.exit);
        assertTrue(failure.getMessage().contains("'") && failure.hint.endsWith("cloudshell"), failure.getMessage());
    }

    private String script(String directives) throws IOException {
        return Files.writeString(directory.resolve("mine.java"), directives + "class mine {}\n")
                .toString();
    }
}
