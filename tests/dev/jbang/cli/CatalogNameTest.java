package dev.jbang.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jbang.catalog.Catalog;
import dev.jbang.util.Util;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has the name {@code catalog}, and what would be used instead for it. */
class CatalogNameTest {
    private static final String LIST = "jbang-catalog.json";

    @TempDir
    Path directory;

    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path list;
    private Setting setting;

    @BeforeEach
    void makeClone() throws IOException {
        System.setErr(new PrintStream(printed, true, UTF_8));
        Util.setOffline(true);
        Util.setQuiet(true);
        list = directory.resolve("state").resolve(LIST);
        setting = new Setting(
                clone("clone"), null, "", List.of(), Path.of("java"), directory.resolve("store"), list.getParent(), 0);
        Util.setCwd(Files.createDirectories(directory.resolve("work/below")));
    }

    @AfterEach
    void backToTheProject() {
        Util.setCwd(Path.of(""));
        Catalog.clearCache();
        System.setErr(err);
    }

    @Test
    void addsItselfAndKeepsOtherEntries() throws IOException {
        write(list, "{\"catalogs\": {\"other\": {\"catalog-ref\": \"/o.json\", \"description\": \"a } brace\"}}}");

        new CatalogName(setting).add();

        var catalogs = Catalog.get(list).catalogs;
        assertEquals(setting.ownCatalog().toString(), catalogs.get("catalog").catalogRef);
        assertEquals("a } brace", catalogs.get("other").description);
        assertTrue(printed.toString(UTF_8).startsWith("[jbangw] Added this repository's catalog: "));
        try (var files = Files.list(list.getParent())) {
            assertEquals(List.of(list), files.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/jbang-catalog.json", "CLONE"})
    void leavesTheEntryOfSomebodyElse(String owner) throws IOException {
        var reference = owner.equals("CLONE") ? clone("another").resolve(LIST).toString() : owner;
        write(list, "{\"catalogs\": {\"catalog\": {\"description\": \"}\", \"catalog-ref\": \"" + reference + "\"}}}");

        var name = new CatalogName(setting);
        name.add();

        assertEquals(reference, Catalog.get(list).catalogs.get("catalog").catalogRef);
        assertEquals(owner.equals("CLONE"), name.isOfAClone());
    }

    @Test
    void replacesAnEntryWhoseFileIsGone() throws IOException {
        write(list, "{\"catalogs\": {\"catalog\": {\"catalog-ref\": \"" + directory + "/gone/" + LIST + "\"}}}");

        new CatalogName(setting).add();

        assertEquals(setting.ownCatalog().toString(), Catalog.get(list).catalogs.get("catalog").catalogRef);
        assertTrue(printed.toString(UTF_8).contains("which no longer exists; it is now " + setting.ownCatalog()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"catalogs\": {\"catalog\": {\"catalog-ref\": \"/evil.json\"}}}",
                "{catalogs= {/* as JBang reads it */ 'catalog' = {'catalog-ref': '/evil.json'}}}",
                "{\"catalogs\": {\"c\\u0061talog\": {\"catalog-ref\": \"/evil.json\"}}}",
                "{\"aliases\": {\"scripts/token.java\": {\"script-ref\": \"/Evil.java\"}}}",
                "{\"aliases\": {\"lib/Part.java\": {\"script-ref\": \"/Evil.java\"}}}"
            })
    void rejectsANearerCatalogAndNamesIt(String text) throws IOException {
        var name = new CatalogName(setting);
        name.add();
        for (var place : List.of("work/below/" + LIST, "work/below/.jbang/" + LIST, "work/" + LIST)) {
            var evil = write(directory.resolve(place), text);
            Catalog.clearCache();

            var failure = assertThrows(
                    LauncherException.class,
                    text.contains("aliases") ? name::rejectOtherAliases : name::rejectOtherName,
                    place);

            assertTrue(failure.getMessage().contains(evil.toString()), failure.getMessage());
            Files.delete(evil);
        }
    }

    @Test
    void rejectsAnAliasOfAnImportedCatalog() throws IOException {
        var name = new CatalogName(setting);
        name.add();
        var evil = write(
                directory.resolve("evil.json"), "{\"aliases\": {\"lib/Part.java\": {\"script-ref\": \"/Evil.java\"}}}");
        write(
                directory.resolve("work").resolve(LIST),
                "{\"catalogs\": {\"x\": {\"catalog-ref\": \"" + evil + "\", \"import\": true}}}");

        var failure = assertThrows(LauncherException.class, name::rejectOtherAliases);

        assertTrue(failure.getMessage().contains(evil.toString()), failure.getMessage());
    }

    @Test
    void findsAnAliasByItsPathAndSuggestsAnother() throws IOException {
        var name = new CatalogName(setting);
        name.add();

        assertEquals(
                setting.home().resolve("scripts/token.java").toString(),
                name.alias("token@catalog").resolve());
        var failure = assertThrows(LauncherException.class, () -> name.alias("tokn@catalog"));
        assertEquals(2, failure.exit);
        assertTrue(failure.getMessage().endsWith("did you mean token@catalog?"), failure.getMessage());
        assertEquals(Set.of("token"), name.commands().keySet());
        assertEquals(Set.of("part"), name.libraries());
        assertFalse(CatalogName.isAlias("x/token@catalog"));
    }

    private Path clone(String name) throws IOException {
        var clone = directory.resolve(name);
        write(clone.resolve("jbangw"), "");
        write(clone.resolve("scripts/token.java"), "class token {}");
        write(clone.resolve("lib/Part.java"), "class Part {}");
        write(clone.resolve(LIST), """
                {"aliases": {"token": {"script-ref": "scripts/token.java"}, "part": {"script-ref": "lib/Part.java"},
                 "x-command-y": {"script-ref": "lib/Part.java"}}}""");
        return clone;
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
