package dev.jbang.cli;

import dev.jbang.devkitman.Jdk;
import dev.jbang.source.Project;
import dev.jbang.util.JavaUtil;
import dev.jbang.util.Util;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hints for a script that cannot be built: the library aliases that it lacks, or the installed JDKs. */
final class BuildHints {
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^\\s*import\\s+(?:static\\s+)?(cloudshell(?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*|\\*)");
    private static final String NO_JDK = "No suitable JDK was found";

    private BuildHints() {}

    /**
     * Finds the aliases of what a project imports from the library without having it.
     *
     * @param libraries the aliases of the library and their first files, relative to the clone
     */
    static Set<String> missingLibraries(Project project, Path clone, Map<String, String> libraries) {
        var files = project.getMainSourceSet().getSources().stream()
                .map(source -> source.getFile().toAbsolutePath().normalize())
                .toList();
        var missing = new LinkedHashSet<String>();
        for (var file : files) {
            if (!file.startsWith(clone)) {
                missing.addAll(missingLibraries(Util.readFileContent(file), files, clone, libraries));
            }
        }
        return missing;
    }

    /** Finds them for the text of one source. */
    static Set<String> missingLibraries(String text, List<Path> files, Path clone, Map<String, String> libraries) {
        var missing = new LinkedHashSet<String>();
        for (var found : IMPORT.matcher(text).results().toList()) {
            var directory = Path.of(found.group(1).replace('.', '/'));
            var isThere = found.group(2).equals("*")
                    ? files.stream().anyMatch(file -> file.getParent().endsWith(directory))
                    : files.stream().anyMatch(file -> file.endsWith(directory.resolve(found.group(2) + ".java")));
            if (!isThere) {
                library(directory, found.group(2), clone, libraries).ifPresent(missing::add);
            }
        }
        return missing;
    }

    /** Finds the alias whose first file is in the directory; `cloudshell` has what no other alias begins with. */
    private static Optional<String> library(Path directory, String name, Path clone, Map<String, String> libraries) {
        var root = Stream.of("lib", "simulator")
                .map(each -> clone.resolve(each).resolve(directory))
                .filter(each -> Files.exists(name.equals("*") ? each : each.resolve(name + ".java")))
                .findFirst();
        if (root.isEmpty()) {
            return Optional.empty();
        }
        return libraries.entrySet().stream()
                .filter(each -> root.get().equals(clone.resolve(each.getValue()).getParent()))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> Optional.of("cloudshell").filter(libraries::containsKey));
    }

    /** Returns what to type for an error of JBang; empty if nothing is known. */
    static Optional<String> forError(String message) {
        if (!message.startsWith(NO_JDK)) {
            return Optional.empty();
        }
        var installed = JavaUtil.defaultJdkManager(List.of()).listInstalledJdks().stream()
                .map(Jdk::majorVersion)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return Optional.of("install that JDK and set JAVA_HOME, or change //JAVA; installed: "
                + (installed.isEmpty() ? "none" : installed));
    }
}
