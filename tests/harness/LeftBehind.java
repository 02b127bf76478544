package harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a process behind, and names the process. It sees the children of this JVM and, on
 * Linux, every process with the variable that {@link Run#builder} sets, also if its parent has ended. Registered for
 * all tests.
 */
public final class LeftBehind implements AfterAllCallback {
    static final String VARIABLE = "CLOUDSHELL_TESTS";
    static final String VALUE = Long.toString(ProcessHandle.current().pid());

    /** A process that is about to end gets this long. */
    private static final int SECONDS = 10;

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getTestClass()
                .filter(type -> type.getEnclosingClass() == null)
                .isEmpty()) {
            return;
        }
        var left = alive().filter(process -> !ends(process)).toList();
        var names = left.stream().map(LeftBehind::name).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        if (!names.isEmpty()) {
            throw new AssertionError(context.getDisplayName() + " left processes behind: " + names);
        }
    }

    private static Stream<ProcessHandle> alive() {
        return Stream.concat(
                        ProcessHandle.current().descendants(),
                        ProcessHandle.allProcesses().filter(LeftBehind::isMarked))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .distinct()
                .filter(ProcessHandle::isAlive);
    }

    private static boolean isMarked(ProcessHandle process) {
        try {
            var environment = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0")).contains(VARIABLE + "=" + VALUE);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean ends(ProcessHandle process) {
        try {
            process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    private static String name(ProcessHandle process) {
        return process.pid() + " " + process.info().commandLine().orElse("(unknown)");
    }
}
