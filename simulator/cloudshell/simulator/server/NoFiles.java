package cloudshell.simulator.server;

import com.github.tomakehurst.wiremock.common.BinaryFile;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.TextFile;
import java.net.URI;
import java.util.List;

/** A folder that is not there, in place of WireMock's, which is in the current one. */
final class NoFiles implements FileSource {
    @Override
    public BinaryFile getBinaryFileNamed(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TextFile getTextFileNamed(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void createIfNecessary() {}

    @Override
    public FileSource child(String name) {
        return this;
    }

    @Override
    public String getPath() {
        return "";
    }

    @Override
    public URI getUri() {
        return URI.create("none:none");
    }

    @Override
    public List<TextFile> listFilesRecursively() {
        return List.of();
    }

    @Override
    public void writeTextFile(String name, String contents) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void writeBinaryFile(String name, byte[] contents) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean exists() {
        return false;
    }

    @Override
    public void deleteFile(String name) {}
}
