//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//SOURCES ../../cli/Command.java
//SOURCES Archive.java Drafts.java Jbang.java Launchers.java MadeFor.java TrainingService.java Tuned.java
package cloudshell.commands.tune;

import cloudshell.token.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Archives of loaded classes: JBang's own, in a folder that only the user reads, and those of the commands, which jbangw
 * makes, keeps beside what it remembers, and uses where their sum is right. One that fits no more is not used.
 */
public final class Tuning {
    /** The commands, each with the arguments of its training. */
    static final Map<String, List<String>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("token", List.of("-o", "json"));
        COMMANDS.put("list-vms", List.of());
        COMMANDS.put("audience-check", List.of("arm", "https://example.org"));
        COMMANDS.put("rest", List.of("GET", "/subscriptions?api-version=2022-12-01"));
        COMMANDS.put("exec", List.of("--", "true"));
    }

    private static final String JBANG = "jbang";
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** JBang hands its own JVM flags on to the program, which would write its archive over JBang's. */
    private static final String NOT_THE_PROGRAM = "--runtime-option=--this-program-is-not-to-run";

    private final Path folder;
    private final Archive archive;
    private final Jbang jbang;
    private final List<String> commands;
    private final MadeFor madeFor;

    private Tuning(Path folder, Jbang jbang, List<String> commands) {
        this.folder = folder;
        this.archive = Archive.in(folder);
        this.jbang = jbang;
        this.commands = commands;
        this.madeFor = new MadeFor(folder);
    }

    /**
     * @param commands those to tune beside JBang; none for all. They are tuned where jbangw is what starts them
     * @throws UsageException for one that there is not
     */
    public static Tuning of(Map<String, String> environment, List<String> commands) {
        for (var command : commands) {
            if (!COMMANDS.containsKey(command)) {
                var all = String.join(", ", COMMANDS.keySet());
                throw new UsageException("tune " + command, "there is no such command", "one of " + all);
            }
        }
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        var jbangDir = environment.getOrDefault("JBANG_DIR", home + "/.jbang");
        var folder = Path.of(environment.getOrDefault("JBANG_CACHE_DIR", jbangDir + "/cache"), "cloudshell-tune")
                .toAbsolutePath();
        var jbang = Jbang.of(environment);
        var all = jbang.jbangw().isEmpty() ? List.<String>of() : List.copyOf(COMMANDS.keySet());
        return new Tuning(folder, jbang, commands.isEmpty() || all.isEmpty() ? all : commands);
    }

    /** The commands that can be tuned. */
    public static List<String> commands() {
        return List.copyOf(COMMANDS.keySet());
    }

    /** Each archive that there can be: {@code current}, {@code stale} or {@code none}. */
    public List<Tuned> status() throws InterruptedException {
        try {
            long size = archive.file().toFile().length();
            var fits = size > 0 && madeFor.is(JBANG, purpose());
            var all = new ArrayList<>(List.of(new Tuned(JBANG, fits ? "current" : size > 0 ? "stale" : "none", size)));
            for (var command : commands) {
                all.add(jbang.state(command));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes the archives that are stale or missing, or all.
     *
     * @param progress hears what is being done
     * @throws IOException where the disk does not take it, or a training fails
     */
    public void prepare(boolean all, Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (var service = new TrainingService()) {
            for (var tuned : status()) {
                if (all || !tuned.state().equals("current")) {
                    progress.accept("preparing " + tuned.name());
                    train(tuned.name(), service);
                }
            }
        }
        if (madeFor.launchers().isPresent()) {
            launchers(madeFor.launchers().get());
        }
    }

    private void train(String name, TrainingService service) throws IOException, InterruptedException {
        if (name.equals(JBANG)) {
            var flags = new ArrayList<>(QUICK);
            flags.addAll(archive.training());
            jbang.run(
                    List.of(jbang.launcher(), "run", NOT_THE_PROGRAM, Jbang.alias("token")),
                    Map.of("JBANG_JAVA_OPTIONS", String.join(" ", flags)));
            archive.keep(jbang);
            madeFor.keep(JBANG, purpose());
        } else if (!jbang.tune(name, COMMANDS.get(name), service.environment())) {
            throw new IOException("the training of " + name + " failed");
        }
    }

    /**
     * The line for the profile of a shell in which JBang itself is installed: it sets JBang's flags as long as the
     * archive has the size that it has now. jbangw needs no line. Empty where the folder has a space in its name, which
     * JBANG_JAVA_OPTIONS cannot carry.
     */
    public String profileLine() {
        if (folder.toString().matches("(?s).*\\s.*")) {
            return "";
        }
        var flags = new ArrayList<>(QUICK);
        flags.addAll(archive.use());
        return "if [ \"$(wc -c 2>/dev/null <%s)\" -eq %d ] 2>/dev/null; then export JBANG_JAVA_OPTIONS=%s; fi\n"
                .formatted(
                        Launchers.quoted(archive.file().toString()),
                        archive.file().toFile().length(),
                        Launchers.quoted(String.join(" ", flags)));
    }

    /** Writes a launcher for each command into a folder, with the errors of {@link #launching}. */
    public void launchers(Path where) throws IOException {
        var jbangw = launching(where);
        for (var name : commands) {
            Launchers.write(where.resolve(name), Jbang.alias(name), jbangw);
        }
        madeFor.keepLaunchers(where);
    }

    /**
     * The jbangw that launchers in a folder are to start; the folder is made.
     *
     * @throws UsageException where it is not jbangw that started this, or nothing can be written there
     */
    public String launching(Path where) {
        try {
            Files.delete(Files.createTempFile(Files.createDirectories(where), "tune", ""));
        } catch (IOException e) {
            throw new UsageException("write launchers", where + " is no folder that can be written to", "~/bin");
        }
        return jbang.jbangw()
                .orElseThrow(() -> new UsageException(
                        "write launchers", "they start jbangw, and this was not started by it", "jbang app install"));
    }

    /** Removes the archives and the launchers. */
    public void undo() throws IOException, InterruptedException {
        for (var name : COMMANDS.keySet()) {
            if (madeFor.launchers().isPresent()) {
                Launchers.remove(madeFor.launchers().get().resolve(name));
            }
            if (jbang.jbangw().isPresent()) {
                jbang.forget(name);
            }
        }
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private String purpose() throws IOException, InterruptedException {
        return System.getProperty("java.vm.version") + " in " + System.getProperty("java.home") + ", JBang "
                + jbang.version() + ", " + archive.file().toFile().length() + " bytes";
    }
}
