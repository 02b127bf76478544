package dev.jbang.cli;

import dev.jbang.catalog.Alias;
import dev.jbang.catalog.Catalog;
import dev.jbang.catalog.CatalogUtil;
import dev.jbang.util.CommandBuffer;
import dev.jbang.util.Util;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The name {@code catalog} in the user's catalogs, and everything that could replace it. */
final class CatalogName {
    private static final String NAME = "catalog";
    private static final String SCRIPTS = "scripts/";
    static final String SUFFIX = "@" + NAME;

    private final Setting setting;
    private final Path list;
    private String reference;

    CatalogName(Setting setting) {
        this.setting = setting;
        list = setting.state().resolve(Catalog.JBANG_CATALOG_JSON);
        reference = read();
    }

    /** Returns whether an argument is an alias of this catalog. */
    static boolean isAlias(String word) {
        return word.endsWith(SUFFIX) && !word.contains("/") && !word.startsWith("@");
    }

    private String read() {
        Catalog.clearCache();
        var entry = Files.isRegularFile(list) ? Catalog.get(list).catalogs.get(NAME) : null;
        return entry == null ? null : entry.catalogRef;
    }

    boolean isKnown() {
        return reference != null;
    }

    /** Returns the catalog's file, or null if it is remote. */
    Path file() {
        return reference == null || Util.isRemoteRef(reference) ? null : Path.of(reference);
    }

    /** Returns whether it is the catalog of a clone of this repository. */
    boolean isOfAClone() {
        return file() != null && Files.exists(file().resolveSibling("jbangw")) && Files.exists(file());
    }

    /** Adds this clone's catalog if the name is unused or its catalog no longer exists. */
    @SuppressWarnings("try")
    void add() throws IOException {
        var own = setting.ownCatalog();
        if (own.toString().equals(reference) || reference != null && (file() == null || Files.exists(file()))) {
            return;
        }
        try (var lock = BuildLock.of(setting.store().resolve("catalog.lock"), "the list of catalogs")) {
            var before = read();
            if (own.toString().equals(before)) {
                reference = before;
                return;
            }
            Files.createDirectories(setting.state());
            var draft = Files.createTempFile(setting.state(), "jbang-catalog", ".json");
            try {
                if (Files.exists(list)) {
                    Files.copy(list, draft, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.writeString(draft, "{}");
                }
                CatalogUtil.addCatalogRef(draft, NAME, own.toString(), null, null);
                Files.move(draft, list, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
            reference = read();
            Setting.say(
                    before == null
                            ? "Added this repository's catalog: token@catalog and the others now work in every directory"
                            : "The catalog name 'catalog' was " + before + ", which no longer exists; it is now "
                                    + own);
        }
    }

    /** Reports once that the name belongs to somebody else, and each time that another clone's launcher is typed. */
    void reportOtherOwner(boolean alias) throws IOException {
        var own = setting.ownCatalog();
        if (!isKnown() || own.toString().equals(reference)) {
            return;
        }
        var reported = setting.store().resolve("reported-owner");
        var launcher = Path.of(System.getenv().getOrDefault("JBANG_LAUNCH_CMD", "/"));
        var typedClone = alias && file() != null && Files.exists(launcher.resolveSibling("jbang-catalog.json"));
        if (!typedClone && Files.exists(reported) && Files.readString(reported).equals(reference)) {
            return;
        }
        Setting.say(
                "The catalog name 'catalog' points to " + reference + " and was not changed; token@catalog uses it");
        System.err.println("Try: jbang catalog add --global --force --name catalog "
                + CommandBuffer.of(own.toString()).shell(Util.Shell.bash).asCommandLine());
        Files.writeString(reported, reference);
    }

    /**
     * Rejects a nearer catalog that defines {@code catalog}, or an alias that JBang would take for a file of this
     * repository: JBang looks up an alias's script as an alias again.
     */
    void rejectStandIns() throws IOException {
        rejectOtherName();
        rejectOtherAliases();
    }

    void rejectOtherName() throws IOException {
        var nearest = Catalog.getMerged(false, false).catalogs.get(NAME);
        if (nearest != null && !isSame(nearest.catalogRef)) {
            throw standIn(nearest.catalog.catalogRef.getFile().toString());
        }
    }

    void rejectOtherAliases() {
        if (!isKnown() || file() == null || !Files.exists(file())) {
            return;
        }
        var own = Catalog.getByRef(file().toString());
        Set<String> scripts =
                own.aliases.values().stream().map(alias -> alias.scriptRef).collect(Collectors.toSet());
        for (var alias : Catalog.getMerged(true, true).aliases.entrySet()) {
            if (scripts.contains(alias.getKey())) {
                throw standIn(alias.getValue().catalog.catalogRef.getFile().toString());
            }
        }
    }

    private boolean isSame(String other) throws IOException {
        if (other.equals(reference)) {
            return true;
        }
        var file = file();
        return file != null
                && !Util.isRemoteRef(other)
                && Files.exists(Path.of(other))
                && Files.exists(file)
                && Files.isSameFile(Path.of(other), file);
    }

    static LauncherException standIn(String file) {
        return new LauncherException(
                1,
                "could not run anything here: " + file + " redefines the catalog name 'catalog'",
                "run from another directory, or remove 'catalog' and its names from that file");
    }

    /** Rejects a file that is named as an alias of this catalog: JBang would take it for the alias. */
    static void rejectFile(Path file) {
        if (Files.exists(file)) {
            throw new LauncherException(
                    1,
                    "could not run anything here: the file " + file + " would be used instead of this repository's",
                    "another directory");
        }
    }

    /** Returns an alias of the clone; its script is found without a lookup by name. */
    Alias alias(String name) {
        var catalog = Catalog.getByRef(file().toString());
        var bare = name.substring(0, name.length() - SUFFIX.length());
        if (!catalog.aliases.containsKey(bare)) {
            var names = commands().keySet();
            throw new LauncherException(
                    2,
                    "could not run " + name + ": there is no such command"
                            + Suggestions.closest(bare, names)
                                    .map(close -> "; did you mean " + close + SUFFIX + "?")
                                    .orElse(""),
                    "one of these, with @catalog: " + String.join(" ", names));
        }
        return Alias.get(catalog, bare);
    }

    /** Returns the commands of this repository and their descriptions in its catalog. */
    Map<String, String> commands() {
        return described(SCRIPTS, true);
    }

    /** Returns the parts of the library that scripts can use. */
    Set<String> libraries() {
        var libraries = described(SCRIPTS, false).keySet();
        libraries.removeIf(name -> name.contains("-command-"));
        return libraries;
    }

    /** Returns the same names with the first file of each, relative to the clone. */
    Map<String, String> libraryFiles() {
        var aliases = Catalog.getByRef(file().toString()).aliases;
        var files = new LinkedHashMap<String, String>();
        libraries().forEach(name -> files.put(name, aliases.get(name).scriptRef));
        return files;
    }

    private Map<String, String> described(String prefix, boolean with) {
        var all = new LinkedHashMap<String, String>();
        Catalog.get(setting.ownCatalog()).aliases.forEach((name, alias) -> {
            if (alias.scriptRef.startsWith(prefix) == with) {
                all.put(name, alias.description);
            }
        });
        return all;
    }

    Set<String> templates() {
        return Catalog.get(setting.ownCatalog()).templates.keySet();
    }
}
