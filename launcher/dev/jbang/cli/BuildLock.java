package dev.jbang.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A lock that the kernel releases with the process. On a file system without locks there is none. */
record BuildLock(FileChannel channel) implements AutoCloseable {
    static BuildLock of(Path file, String what) {
        FileChannel channel = null;
        try {
            Files.createDirectories(file.getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                Setting.progress("Waiting for another process, which prepares " + what);
                channel.lock();
            }
        } catch (IOException e) {
            return new BuildLock(channel);
        }
        return new BuildLock(channel);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
