package dev.jbang.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel releases the lock of a process that was killed, and of nobody else. */
class BuildLockIT {
    @TempDir
    Path directory;

    /** Holds the lock of a file until it is killed. */
    public static void main(String[] args) throws Exception {
        BuildLock.of(Path.of(args[0]), "it");
        System.out.println("locked");
        System.in.read();
    }

    @Test
    void aKilledProcessHoldsNobodyUp() throws Exception {
        var file = directory.resolve("lock");
        var holder = holder(file);
        holder.inputReader().readLine();
        holder.destroyForcibly().waitFor();

        BuildLock.of(file, "it").close();

        assertTrue(Files.exists(file));
    }

    @Test
    void aSecondProcessWaitsAndSaysSo() throws Exception {
        var file = directory.resolve("lock");
        var first = holder(file);
        assertEquals("locked", first.inputReader().readLine());
        var second = holder(file);

        assertEquals(
                "[jbangw] Waiting for another process, which prepares it",
                second.errorReader().readLine());
        first.destroyForcibly().waitFor();
        assertEquals("locked", second.inputReader().readLine());
        second.destroyForcibly().waitFor();
    }

    private static Process holder(Path file) throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djbangw.terminal=true",
                "-cp",
                System.getProperty("java.class.path"),
                BuildLockIT.class.getName(),
                file.toString());
        return Run.builder(file.getParent(), Map.of(), command).start();
    }
}
