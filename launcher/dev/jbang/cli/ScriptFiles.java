package dev.jbang.cli;

import dev.jbang.Settings;
import dev.jbang.resources.ResourceRef;
import dev.jbang.source.Project;
import dev.jbang.source.RefTarget;
import dev.jbang.source.Source;
import dev.jbang.util.Util;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that JBang reads for a project, as its own classes report them.
 *
 * @param read the sources and resources
 * @param absent files that JBang would read instead if they existed
 * @param isFixed whether the same files are sure to be read next time
 */
record ScriptFiles(Set<Path> read, Set<Path> absent, boolean isFixed) {
    private static final Pattern OWN_DEFAULT = Pattern.compile("\\$\\{[A-Za-z0-9-]+:[A-Za-z0-9-]+@catalog}");
    private static final Pattern PROPERTY_IN_DIRECTIVE = Pattern.compile("(?m)^//[A-Z_:]+\\s.*\\$\\{");
    private static final Pattern OPEN_NAME = Pattern.compile("[*?{}\\[\\]$]|://");
    private static final Pattern FIXED_DEPENDENCY =
            Pattern.compile("[^:/()*\\[\\],$]+(:[^:/()*\\[\\],$]+){2,3}(@\\w+)?");

    /** Lists the files of a project; `script` is what the user typed for its main source. */
    static ScriptFiles of(Project project, String script) {
        var read = new LinkedHashSet<Path>();
        var absent = new LinkedHashSet<Path>();
        boolean isFixed = project.getSubProjects().isEmpty()
                && !project.enableCDS()
                && project.getMainSourceSet().getDependencies().stream().allMatch(ScriptFiles::isFixedDependency);
        var set = project.getMainSourceSet();
        for (var reference : set.getSources()) {
            var file = absolute(reference);
            read.add(file);
            isFixed &= !reference.isURL() && isFixedSource(reference, file, project, absent);
        }
        for (var reference : (Iterable<ResourceRef>) set.getResources().stream().map(RefTarget::getSource)::iterator) {
            read.add(absolute(reference));
            isFixed &= !reference.isURL();
        }
        var main = Util.getCwd().resolve(script).normalize();
        if (Files.isRegularFile(main)) {
            read.add(main);
        }
        return new ScriptFiles(read, absent, isFixed && read.stream().allMatch(Files::isRegularFile));
    }

    private static boolean isFixedSource(ResourceRef reference, Path file, Project project, Set<Path> absent) {
        var text = OWN_DEFAULT.matcher(Util.readFileContent(file)).replaceAll("");
        boolean isCopy = !file.getFileName()
                        .toString()
                        .equals(Path.of(reference.getOriginalResource())
                                .getFileName()
                                .toString())
                || file.startsWith(Settings.getCacheDir(dev.jbang.Cache.CacheClass.scripts));
        boolean isFixed = !PROPERTY_IN_DIRECTIVE.matcher(text).find() && !text.contains("@Grab");
        UnaryOperator<String> withProperties =
                item -> dev.jbang.util.PropertiesValueResolver.replaceProperties(item, properties(project));
        var directives = Source.forResourceRef(reference, withProperties).getDirectives();
        for (var name : directives.sources()) {
            if (name.endsWith(CatalogName.SUFFIX)) {
                absent.add(file.resolveSibling(name));
            } else {
                isFixed &= !isCopy && isBeside(file, name);
            }
        }
        for (var pair : directives.files()) {
            var name = pair.getValue() == null ? pair.getKey() : pair.getValue();
            isFixed &= !isCopy && isBeside(file, name);
        }
        return isFixed;
    }

    private static java.util.Properties properties(Project project) {
        return dev.jbang.source.ProjectBuilder.getContextProperties(project.getProperties());
    }

    /**
     * Returns whether a name is one file next to a source, not found by the current directory, a glob or a directory.
     */
    private static boolean isBeside(Path source, String name) {
        return !OPEN_NAME.matcher(name).find() && Files.isRegularFile(source.resolveSibling(name));
    }

    private static boolean isFixedDependency(String name) {
        return FIXED_DEPENDENCY.matcher(name).matches() && !name.matches(".*(SNAPSHOT|LATEST|RELEASE|\\+).*");
    }

    private static Path absolute(ResourceRef reference) {
        return reference.getFile().toAbsolutePath().normalize();
    }

    /** Rejects a project with a file that has the name of an alias of this catalog, and sources that do not exist. */
    static void rejectStandIns(Project project, Set<String> libraries) {
        var set = project.getMainSourceSet();
        var references = Stream.concat(
                set.getSources().stream(), set.getResources().stream().map(RefTarget::getSource));
        references.forEach(reference -> {
            var name = String.valueOf(reference.getOriginalResource());
            if (reference instanceof ResourceRef.UnresolvableResourceRef) {
                throw new LauncherException(
                        2,
                        "could not find '" + name.replace(CatalogName.SUFFIX, "") + "', which the script includes",
                        "check the path, or use one of these library aliases with @catalog: "
                                + String.join(" ", libraries));
            }
            if (name.endsWith(CatalogName.SUFFIX)) {
                CatalogName.rejectFile(
                        Util.getCwd().relativize(Util.getCwd().resolve(name).normalize()));
            }
        });
        project.getSubProjects().forEach(sub -> rejectStandIns(sub, libraries));
    }
}
