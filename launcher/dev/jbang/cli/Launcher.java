package dev.jbang.cli;

import dev.jbang.Configuration;
import dev.jbang.Main;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * JBang, as jbangw runs it: without the settings of the current directory, without a foreign {@code catalog}, and without
 * the network if everything is on disk. A program to run is printed for jbangw; its command line is cached.
 */
public final class Launcher {
    /** Commands that resolve no script and no template. */
    private static final Set<String> UNCONCERNED = Set.of(
            "catalog", "cache", "config", "jdk", "version", "trust", "wrapper", "completion", "alias", "template");
    /** Commands that are tried without the network first. They ask for no input. */
    private static final Set<String> OFFLINE_FIRST = Set.of("info", "export", "app", "init");

    private final Setting setting;
    private final CatalogName catalog;

    Launcher(Setting setting) {
        this.setting = setting;
        catalog = new CatalogName(setting);
    }

    public static void main(String... args) throws IOException {
        LogManager.getLogManager().readConfiguration(Main.class.getResourceAsStream("/logging.properties"));
        System.setOut(new PrintStream(System.out, true, Setting.charset()));
        System.setErr(new PrintStream(System.err, true, Setting.charset()));
        configure();
        var setting = Setting.ofProcess();
        int code;
        try {
            code = new Launcher(setting).run(args);
        } catch (LauncherException e) {
            Setting.say(e.getMessage());
            if (!e.hint.isEmpty()) {
                System.err.println("Try: " + e.hint);
            }
            code = e.exit;
        } catch (IOException | InterruptedException e) {
            Setting.say("could not write the cache: " + e.getMessage());
            System.err.println("Try: free space in " + setting.store() + ", or JBANG_DIR=/another/directory");
            code = 1;
        }
        System.out.flush();
        System.exit(code);
    }

    /** JBang would also take settings from the current directory and above: {@code run.javaagent} executes code. */
    private static void configure() {
        if (System.getenv("JBANG_CONFIG") != null) {
            return;
        }
        var settings = Configuration.create(Configuration.defaults());
        settings.put("connection-timeout", "5000");
        var own = Path.of(System.getenv("JBANG_DIR"), Configuration.JBANG_CONFIG_PROPS);
        if (Files.isRegularFile(own)) {
            Configuration.read(own).asMap().forEach(settings::put);
        }
        Configuration.instance(settings);
    }

    int run(String[] args) throws IOException, InterruptedException {
        var name = args.length == 0 ? "" : args[0];
        if (!name.equals("catalog")) {
            catalog.add();
            catalog.reportOtherOwner(setting.entry() != null && Arrays.stream(args).anyMatch(Launcher::isAlias));
        }
        var command = new JbangCommand(setting);
        if (name.equals("app") && args.length > 1 && args[1].equals("setup")) {
            return command.setUp();
        }
        command.repairLinks();
        if (args.length == 0) {
            printCommands();
        }
        reportIgnoredSettings(name);
        Util.setOffline(true);
        var cli = JBang.getCommandLine();
        Util.setOffline(true);
        var full = Main.handleDefaultRun(cli.getCommandSpec(), args);
        Util.setOffline(false);
        CommandSpec spec;
        try {
            spec = last(cli.parseArgs(full)).commandSpec();
        } catch (CommandLine.ParameterException e) {
            return cli.execute(full);
        }
        int code = run(cli, spec, full);
        if (name.equals("app")) {
            command.repairInstalled();
        }
        if (code != 0 && code != BaseCommand.EXIT_EXECUTE && catalog.commands().containsKey(name)) {
            System.err.println("Try: " + Setting.typed() + " " + name + CatalogName.SUFFIX);
        }
        return code;
    }

    private int run(CommandLine cli, CommandSpec spec, String[] full)
            throws IOException, InterruptedException {
        var top = spec.root() == spec ? "" : topOf(spec).name();
        if (spec.commandLine().isUsageHelpRequested() || UNCONCERNED.contains(top) || top.isEmpty()) {
            return cli.execute(full);
        }
        var script = script(spec);
        if (script != null && isAlias(script)) {
            CatalogName.rejectFile(Path.of(script));
            if (!catalog.isKnown()) {
                throw new LauncherException(
                        1,
                        "could not add this repository's catalog: " + setting.state() + "/jbang-catalog.json"
                                + " could not be written",
                        "JBANG_DIR=/another/directory");
            }
        }
        rejectMisspelt(script);
        boolean wantsOffline = Util.isOffline();
        boolean quiet = Util.isQuiet();
        Util.setOffline(true);
        Util.setQuiet(true);
        try {
            catalog.rejectStandIns();
        } finally {
            Util.setOffline(wantsOffline);
            Util.setQuiet(quiet);
        }
        var user = spec.userObject();
        if (user instanceof Run run) {
            run.requireScriptArgument();
            return build(run);
        }
        if (user instanceof Build build) {
            build.scriptMixin.validate();
            return build(build);
        }
        if (user instanceof Init init) {
            rejectTemplate(init);
        }
        if (script != null && (Files.isRegularFile(Path.of(script)) || isAlias(script))) {
            rejectForeignSources(script);
        }
        return OFFLINE_FIRST.contains(top) && !wantsOffline && !Util.isFresh() ? executeOfflineFirst(full) : cli.execute(full);
    }

    private static CommandLine.ParseResult last(CommandLine.ParseResult result) {
        return result.hasSubcommand() ? last(result.subcommand()) : result;
    }

    private static CommandSpec topOf(CommandSpec spec) {
        return spec.parent() == spec.root() ? spec : topOf(spec.parent());
    }

    private static boolean isAlias(String word) {
        return word.endsWith(CatalogName.SUFFIX) && !word.contains("/") && !word.startsWith("@");
    }

    /** The script that a command of JBang names, whichever it is. */
    private static String script(CommandSpec spec) {
        if (spec.userObject() instanceof ScriptMixin mixin) {
            return mixin.scriptOrFile;
        }
        return spec.mixins().values().stream()
                .map(Launcher::script)
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private void rejectMisspelt(String script) {
        int at = script == null ? -1 : script.indexOf('@');
        var name = at <= 0 ? "" : script.substring(at + 1);
        if (!name.matches("[A-Za-z]+") || name.equals("catalog")
                || dev.jbang.catalog.Catalog.getMerged(false, false).catalogs.containsKey(name)) {
            return;
        }
        if (Suggestions.closest(name, Set.of("catalog")).isPresent()) {
            throw new LauncherException(
                    2,
                    "could not run " + script + ": there is no catalog '" + name + "'; did you mean '@catalog'?",
                    Setting.typed() + " " + script.substring(0, at) + CatalogName.SUFFIX);
        }
    }

    private void rejectTemplate(Init init) {
        var file = Path.of(init.scriptOrFile).getFileName().toString();
        var base = file.replaceFirst("\\..*", "");
        if (SourceVersion.isKeyword(base)) {
            throw new LauncherException(
                    2,
                    "could not create " + file + ": '" + base + "' is a keyword of Java, and no name of a class",
                    "another name for the file");
        }
        var template = init.initTemplate;
        if (template != null && isAlias(template) && catalog.isOfAClone()) {
            var bare = template.substring(0, template.length() - CatalogName.SUFFIX.length());
            var names = catalog.templates();
            if (!names.contains(bare)) {
                throw new LauncherException(
                        2,
                        "could not create " + file + ": there is no template '" + bare + "'"
                                + Suggestions.closest(bare, names)
                                        .map(close -> "; did you mean " + close + CatalogName.SUFFIX + "?")
                                        .orElse(""),
                        "one of these, with @catalog: " + String.join(" ", names));
            }
        }
    }

    private void rejectForeignSources(String script) {
        boolean offline = Util.isOffline();
        Util.setOffline(true);
        try {
            ScriptFiles.rejectStandIns(Project.builder().build(script), catalog.libraries());
        } catch (ExitException e) {
            return; // JBang's own command reports it
        } finally {
            Util.setOffline(offline);
        }
    }

    /** Builds a script and prints its command line: without the network, and with it if something is missing. */
    private int build(BaseBuildCommand command) throws IOException, InterruptedException {
        var script = command.scriptMixin.scriptOrFile;
        boolean isOwn = script != null && isAlias(script) && catalog.isOfAClone();
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

    private int report(Exception e) {
        Util.errorMsg(null, e);
        if (isMissingAlias(e)) {
            System.err.println("Try: a file beside the script, or one of these, with @catalog: "
                    + String.join(" ", catalog.libraries()));
        }
        return e instanceof ExitException exit ? exit.getStatus() : BaseCommand.EXIT_INTERNAL_ERROR;
    }

    /** The script of an alias by its path, so that nothing else of that name is found. */
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
                    "could not run " + script + ": JShell cannot load the library's packages from //SOURCES",
                    Setting.typed() + " shell@catalog < " + script);
        }
        var context = BuildContext.forProject(project, command.buildDir);
        context.resolveClassPath();
        project.projectJdk();
        return context;
    }

    /** As JBang's own `run`: a file, the code of -c, or nothing for an interactive session. */
    private static Project project(Run run) throws IOException {
        var builder = run.createProjectBuilderForRun();
        var script = run.scriptMixin.scriptOrFile;
        if (script != null && run.literalScript.isEmpty()) {
            return builder.build(script);
        }
        var code = run.literalScript.filter(text -> !text.isEmpty()).orElse(script == null ? "" : script);
        return builder.build(
                LiteralScriptResourceResolver.stringToResourceRef(null, code, run.scriptMixin.forceType));
    }

    private static List<String> userArguments(Run run) {
        var arguments = new ArrayList<>(run.userParams);
        if (run.literalScript.filter(text -> !text.isEmpty()).isPresent() && run.scriptMixin.scriptOrFile != null) {
            arguments.add(0, run.scriptMixin.scriptOrFile);
        }
        return arguments;
    }

    /** JShell takes the arguments as a part of its start, every other program behind its command line. */
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
                        .anyMatch(source -> source.getFile().toAbsolutePath().normalize().startsWith(clone));
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
                Setting.say(entry != null && Files.exists(entry) ? "Building " + script : "Getting " + script + " ready, once");
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

    private static int executeOfflineFirst(String[] full) {
        var out = System.out;
        var err = System.err;
        var printed = new ByteArrayOutputStream();
        var said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, Setting.charset()));
        System.setErr(new PrintStream(said, true, Setting.charset()));
        int code;
        try {
            var arguments = new ArrayList<>(List.of("--offline"));
            arguments.addAll(List.of(full));
            code = JBang.getCommandLine().execute(arguments.toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        if (code == 0) {
            out.print(printed.toString(Setting.charset()));
            err.print(said.toString(Setting.charset()));
            return code;
        }
        return JBang.getCommandLine().execute(full);
    }

    private void printCommands() {
        System.out.println("Azure Cloud Shell toolkit; each command has --help:\n");
        catalog.commands()
                .forEach((name, description) -> System.out.printf(
                        "  %s %-24s %s%n", Setting.typed(), name + CatalogName.SUFFIX, description));
        System.out.println();
    }

    private void reportIgnoredSettings(String name) {
        var level = Util.getCwd();
        while (level != null && !UNCONCERNED.contains(name)) {
            for (var file : List.of(level.resolve("jbang.properties"), level.resolve(".jbang/jbang.properties"))) {
                if (Files.isRegularFile(file)
                        && !file.toAbsolutePath().normalize().startsWith(setting.state().toAbsolutePath().normalize())) {
                    Setting.say("Ignored " + file + ": settings are read from " + setting.state() + " only");
                }
            }
            level = level.getParent();
        }
    }
}
