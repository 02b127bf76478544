package dev.jbang.cli;

import dev.jbang.catalog.Alias;
import dev.jbang.resources.resolvers.AliasResourceResolver;
import dev.jbang.resources.resolvers.LiteralScriptResourceResolver;
import dev.jbang.source.BuildContext;
import dev.jbang.source.Project;
import dev.jbang.source.generators.Words;
import dev.jbang.util.Util;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/** JBang's {@code run} and {@code build}, which also write the cache entry. */
final class ScriptBuild {
    private final Setting setting;
    private final CatalogName catalog;

    ScriptBuild(Setting setting, CatalogName catalog) {
        this.setting = setting;
        this.catalog = catalog;
    }

    /** Builds a script and prints its command line: first without the network, then with it if something is missing. */
    int build(BaseBuildCommand command) throws IOException, InterruptedException {
        var script = command.scriptMixin.scriptOrFile;
        boolean isOwn = script != null && CatalogName.isAlias(script) && catalog.isOfAClone();
        if (isOwn) {
            find(command, catalog.alias(script));
        }
        boolean onlyOffline = Util.isOffline();
        if (!Util.isFresh()) {
            boolean quiet = Util.isQuiet();
            Util.setOffline(true);
            Util.setQuiet(!Util.isVerbose());
            var said = new ByteArrayOutputStream();
            var err = System.err;
            System.setErr(new PrintStream(said, true, Setting.charset()));
            try {
                var context = resolve(command);
                System.setErr(err);
                err.print(said.toString(Setting.charset()));
                return build(command, context, script, isOwn);
            } catch (CompileException e) {
                return e.code;
            } catch (RuntimeException | IOException e) {
                System.setErr(err);
                if (e instanceof LauncherException known) {
                    throw known;
                }
                if (onlyOffline || isMissingAlias(e)) {
                    return report(e);
                }
            } finally {
                Util.setQuiet(quiet);
            }
            Util.setOffline(false);
        }
        try {
            return build(command, resolve(command), script, isOwn);
        } catch (CompileException e) {
            return e.code;
        } catch (RuntimeException e) {
            if (e instanceof LauncherException known) {
                throw known;
            }
            return report(e);
        }
    }

    private static boolean isMissingAlias(Exception e) {
        return String.valueOf(e.getMessage()).startsWith("No alias found with name");
    }

    /** Names the library aliases that a script lacks: javac reports only that their packages do not exist. */
    private void reportMissingLibraries(Project project) {
        if (catalog.isOfAClone()) {
            var missing = BuildHints.missingLibraries(project, catalog.file().getParent(), catalog.libraryFiles());
            missing.forEach(
                    name -> System.err.println("Try: this line in the script: //SOURCES " + name + CatalogName.SUFFIX));
        }
    }

    private int report(Exception e) {
        Util.errorMsg(null, e);
        BuildHints.forError(String.valueOf(e.getMessage())).ifPresent(hint -> System.err.println("Try: " + hint));
        if (isMissingAlias(e)) {
            System.err.println("Try: check the path, or use one of these library aliases with @catalog: "
                    + String.join(" ", catalog.libraries()));
        }
        return e instanceof ExitException exit ? exit.getStatus() : BaseCommand.EXIT_INTERNAL_ERROR;
    }

    /** Finds the script of an alias by its path, so that nothing else of that name is used. */
    private static void find(BaseBuildCommand command, Alias alias) {
        command.scriptMixin.scriptOrFile = alias.resolve();
        var properties = new HashMap<String, String>();
        if (alias.properties != null) {
            properties.putAll(alias.properties);
        }
        if (command.dependencyInfoMixin.properties != null) {
            properties.putAll(command.dependencyInfoMixin.properties);
        }
        command.dependencyInfoMixin.properties = properties;
    }

    private BuildContext resolve(BaseBuildCommand command) throws IOException {
        var script = command.scriptMixin.scriptOrFile;
        if (script != null && script.endsWith(".java")) {
            // javac compiles some files and exits: its better compiler does not pay
            var options = new ArrayList<String>();
            if (command.buildMixin.compileOptions != null) {
                options.addAll(command.buildMixin.compileOptions);
            }
            if (!options.contains("-J-XX:TieredStopAtLevel=1")) {
                options.add("-J-XX:TieredStopAtLevel=1");
            }
            command.buildMixin.compileOptions = options;
        }
        var project = command instanceof Run run
                ? project(run)
                : ((Build) command).createProjectBuilderForBuild().build(script);
        ScriptFiles.rejectStandIns(project, catalog.libraries());
        if (project.isJShell() && catalog.file() != null && usesLibrary(project)) {
            throw new LauncherException(
                    2,
                    "could not run " + script + ": JShell cannot load packages from //SOURCES",
                    Setting.typed() + " shell@catalog < " + script);
        }
        var context = BuildContext.forProject(project, command.buildDir);
        context.resolveClassPath();
        project.projectJdk();
        return context;
    }

    /** Creates a project as JBang's {@code run} does, for a file, the code of -c, or nothing for an interactive session. */
    private static Project project(Run run) throws IOException {
        var builder = run.createProjectBuilderForRun();
        var script = run.scriptMixin.scriptOrFile;
        if (script != null && run.literalScript.isEmpty()) {
            return builder.build(script);
        }
        var code = run.literalScript.filter(text -> !text.isEmpty()).orElse(script == null ? "" : script);
        return builder.build(LiteralScriptResourceResolver.stringToResourceRef(null, code, run.scriptMixin.forceType));
    }

    private static List<String> userArguments(Run run) {
        var arguments = new ArrayList<>(run.userParams);
        if (run.literalScript.filter(text -> !text.isEmpty()).isPresent() && run.scriptMixin.scriptOrFile != null) {
            arguments.add(0, run.scriptMixin.scriptOrFile);
        }
        return arguments;
    }

    /** Returns whether it is JShell, which gets the arguments within its command line and not after it. */
    private static boolean isInteractive(Run run, Project project) {
        return project.isJShell()
                || Boolean.TRUE.equals(run.runMixin.interactive)
                || project.getResourceRef() instanceof AliasResourceResolver.AliasedResourceRef alias
                        && Boolean.TRUE.equals(alias.getAlias().interactive);
    }

    private boolean usesLibrary(Project project) {
        var clone = catalog.file() == null ? null : catalog.file().getParent();
        return clone != null
                && project.getMainSourceSet().getSources().stream()
                        .anyMatch(source ->
                                source.getFile().toAbsolutePath().normalize().startsWith(clone));
    }

    @SuppressWarnings("try")
    private int build(BaseBuildCommand command, BuildContext context, String script, boolean isOwn)
            throws IOException, InterruptedException {
        var project = context.getProject();
        var entry = setting.entry();
        var jar = context.getJarFile();
        var lock = setting.store()
                .resolve("locks")
                .resolve(jar == null ? "jshell" : jar.getParent().getFileName().toString());
        try (var held = BuildLock.of(lock, script)) {
            if (jar != null && Files.notExists(jar)) {
                Setting.progress(
                        entry != null && Files.exists(entry)
                                ? "Building " + script
                                : "Getting " + script + " ready, once");
            }
            List<String> words;
            List<String> arguments = List.of();
            try {
                var generator = Project.codeBuilder(context).build();
                if (command instanceof Run run) {
                    arguments = userArguments(run);
                    run.buildAgents(context);
                    run.updateGeneratorForRun(generator).setArguments(List.of());
                    if (isInteractive(run, project)) {
                        generator.setArguments(arguments);
                        arguments = List.of();
                    }
                }
                words = Words.of(generator.build());
            } catch (ExitException e) {
                Util.errorMsg(null, e);
                reportMissingLibraries(project);
                throw new CompileException(e.getStatus());
            }
            if (entry != null) {
                var files = ScriptFiles.of(project, command.scriptMixin.scriptOrFile);
                new CacheEntry(setting, files, words)
                        .write(isOwn ? catalog.file() : null, isOwn || usesLibrary(project));
            }
            if (command instanceof Build) {
                return BaseCommand.EXIT_OK;
            }
            System.out.println(arguments.size());
            System.out.println(words.stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" ")));
            return BaseCommand.EXIT_EXECUTE;
        }
    }

    private static final class CompileException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int code;

        CompileException(int code) {
            this.code = code;
        }
    }
}
