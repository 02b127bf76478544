package cloudshell.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.token.UsageException;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jshell.tool.JavaShellToolBuilder;

/** Runs the JDK's JShell in this process with its class path, so that snippets share the client. */
public final class JShellProgram {
    /** A line after the last one of a script: if it does not run, the last one was incomplete. */
    private static final String LAST_LINE = "cloudshell.shell.JShellProgram.reachedTheEnd();";

    private static final AtomicBoolean REACHED_THE_END = new AtomicBoolean();
    private static volatile Path startup;

    private JShellProgram() {}

    /**
     * Runs the lines of stdin as JShell does. Stdout has what they print, stderr the errors.
     *
     * @param failFast whether to stop after a line that fails
     * @return the exit code: that of {@code /exit}, else 1 if anything failed, else 0
     */
    public static int runScript(String imports, boolean failFast) {
        useUtf8();
        var complaints = new ErrorOutputFilter(System.err, "shell: ", LAST_LINE);
        var atEnd = new AtomicBoolean();
        var lines = new SequenceInputStream(Collections.enumeration(
                List.of(bytes(imports), System.in, bytes("\n" + LAST_LINE + "\n"), new End(atEnd))));
        var input = new ScriptInput(lines, () -> failFast && complaints.isAny());
        int exit = start(
                JavaShellToolBuilder.builder()
                        .in(input, null)
                        .out(System.out)
                        .err(new PrintStream(complaints, true, UTF_8), System.err)
                        .persistence(new HashMap<>()),
                "-");
        complaints.close();
        if (atEnd.get() && !REACHED_THE_END.get() && !complaints.isAny()) {
            System.err.println("shell: could not run the last lines: the input ends before they are complete");
            return 1;
        }
        return exit == 0 && complaints.isAny() ? 1 : exit;
    }

    /** Runs JShell interactively. */
    public static int runAtTerminal(String imports, History history) {
        var kept = history.read();
        try {
            startup = Files.createTempFile("cloudshell-", ".jsh");
            startup.toFile().deleteOnExit();
            Files.writeString(startup, imports + "cloudshell.shell.JShellProgram.hasStarted();\n");
        } catch (IOException e) {
            throw new UsageException(
                    "start JShell",
                    "no file can be made in " + System.getProperty("java.io.tmpdir"),
                    "another directory: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR");
        }
        useUtf8();
        int exit = start(
                JavaShellToolBuilder.builder()
                        .out(
                                new PrintStream(new ErrorOutputFilter(System.out, "", ""), true, UTF_8),
                                System.out,
                                System.out)
                        .persistence(kept),
                "--startup=DEFAULT",
                "--startup=" + startup);
        history.write(kept);
        return exit;
    }

    /** Called by the line after a script's last one. */
    public static void reachedTheEnd() {
        REACHED_THE_END.set(true);
    }

    /** Called at the end of JShell's start-up file, after which it can be deleted. */
    public static void hasStarted() throws IOException {
        Files.deleteIfExists(startup);
    }

    private static int start(JavaShellToolBuilder builder, String... arguments) {
        var all = new ArrayList<>(List.of(
                "--execution=" + HintingExecutionControl.NAME, "--class-path", System.getProperty("java.class.path")));
        all.addAll(List.of(arguments));
        try {
            return builder.start(all.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new UsageException("start JShell", String.valueOf(e.getMessage()), "a JDK 17 or newer");
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static void useUtf8() {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    }

    /** Records that JShell has read beyond the last line. */
    private static final class End extends InputStream {
        private final AtomicBoolean reached;

        End(AtomicBoolean reached) {
            this.reached = reached;
        }

        @Override
        public int read() {
            reached.set(true);
            return -1;
        }
    }
}
