package cloudshell.cli;

import cloudshell.http.Json;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;

/**
 * Has the JVM load the classes behind a request and its response before they are needed. They are most of a token's start
 * and need no other's result, so that they load on a second processor while the first one reads the command line.
 */
final class ClassPreloader extends Thread {
    ClassPreloader() {
        super("cloudshell-preparation");
        setDaemon(true);
    }

    /** What goes wrong here goes wrong again, and is told, if it is needed. */
    @Override
    public void run() {
        try {
            URI.create("http://localhost/").toURL().openConnection(Proxy.NO_PROXY);
            Json.flat(new byte[] {'{', '"', 'a', '"', ':', '"', '"', '}'});
        } catch (IOException e) {
            return;
        }
    }
}
