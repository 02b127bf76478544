package dev.jbang.cli;

import dev.jbang.Configuration;
import dev.jbang.Main;
import dev.jbang.catalog.Template;
import dev.jbang.source.Project;
import dev.jbang.util.Util;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.lang.model.SourceVersion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs JBang for jbangw: without the settings of the current directory, without a foreign {@code catalog}, and without
 * the network if everything is on disk. The command line of a program is printed for jbangw and cached.
 */
public final class Launcher {
    /** Commands that use no script and no template. */
    private static final Set<String> UNCONCERNED = Set.of(
            "catalog", "cache", "config", "jdk", "version", "trust", "wrapper", "completion", "alias", "template");
    /** Commands that run without the network first. They read no input. */
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

    /** Ignores settings in the current directory and above, which JBang reads: {@code run.javaagent} executes code. */
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
            catalog.reportOtherOwner(
                    setting.entry() != null && Arrays.stream(args).anyMatch(CatalogName::isAlias));
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

    private int run(CommandLine cli, CommandSpec spec, String[] full) throws IOException, InterruptedException {
        var top = spec.root() == spec ? "" : topOf(spec).name();
        if (spec.commandLine().isUsageHelpRequested() || UNCONCERNED.contains(top) || top.isEmpty()) {
            return cli.execute(full);
        }
        var script = script(spec);
        if (script != null && CatalogName.isAlias(script)) {
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
            return new ScriptBuild(setting, catalog).build(run);
        }
        if (user instanceof Build build) {
            build.scriptMixin.validate();
            return new ScriptBuild(setting, catalog).build(build);
        }
        if (user instanceof Init init) {
            rejectTemplate(init);
        }
        if (script != null && (Files.isRegularFile(Path.of(script)) || CatalogName.isAlias(script))) {
            rejectForeignSources(script);
        }
        return OFFLINE_FIRST.contains(top) && !wantsOffline && !Util.isFresh()
                ? executeOfflineFirst(full)
                : cli.execute(full);
    }

    private static CommandLine.ParseResult last(CommandLine.ParseResult result) {
        return result.hasSubcommand() ? last(result.subcommand()) : result;
    }

    private static CommandSpec topOf(CommandSpec spec) {
        return spec.parent() == spec.root() ? spec : topOf(spec.parent());
    }

    /** Returns the script of a JBang command. */
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
        if (!name.matches("[A-Za-z]+")
                || name.equals("catalog")
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
                    "could not create " + file + ": '" + base + "' is a Java keyword and cannot name a class",
                    "another name for the file");
        }
        var template = init.initTemplate;
        if (template == null || !catalog.isOfAClone()) {
            return;
        }
        if (CatalogName.isAlias(template) || !template.contains("@") && Template.get(template) == null) {
            var bare = template.replaceFirst(CatalogName.SUFFIX + "$", "");
            var names = catalog.templates();
            if (!names.contains(bare) || !CatalogName.isAlias(template)) {
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
                .forEach((name, description) ->
                        System.out.printf("  %s %-24s %s%n", Setting.typed(), name + CatalogName.SUFFIX, description));
        System.out.println();
    }

    private void reportIgnoredSettings(String name) {
        var level = Util.getCwd();
        while (level != null && !UNCONCERNED.contains(name)) {
            for (var file : List.of(level.resolve("jbang.properties"), level.resolve(".jbang/jbang.properties"))) {
                if (Files.isRegularFile(file)
                        && !file.toAbsolutePath()
                                .normalize()
                                .startsWith(setting.state().toAbsolutePath().normalize())) {
                    Setting.say("Ignored " + file + ": settings are read from " + setting.state() + " only");
                }
            }
            level = level.getParent();
        }
    }
}
