package cloudshell.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A SOCKS 5 proxy (RFC 1928) on loopback that connects nobody, and keeps whom it was asked to connect to. */
final class SocksServer implements AutoCloseable {
    private final ServerSocket server;
    private final int reply;
    private final List<String> requested = new CopyOnWriteArrayList<>();

    private SocksServer(int reply) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.reply = reply;
        var thread = new Thread(this::accept, "socks");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param reply why it makes no connection, as in RFC 1928: 2 is "not allowed by ruleset" */
    static SocksServer start(int reply) throws IOException {
        return new SocksServer(reply);
    }

    /** One that is no SOCKS proxy. */
    static SocksServer garbage() throws IOException {
        return new SocksServer(-1);
    }

    int port() {
        return server.getLocalPort();
    }

    /** {@code HOST:PORT} of each request. */
    List<String> requested() {
        return List.copyOf(requested);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                serve(connection);
            } catch (IOException e) {
                // the client went away, or the test is over
            }
        }
    }

    private void serve(Socket connection) throws IOException {
        var in = new DataInputStream(connection.getInputStream());
        var out = connection.getOutputStream();
        if (reply < 0) {
            in.read();
            out.write("220 smtp ready\r\n".getBytes(US_ASCII));
            return;
        }
        in.readByte();
        in.readFully(new byte[in.readUnsignedByte()]);
        out.write(new byte[] {5, 0});
        in.readFully(new byte[3]);
        boolean named = in.readByte() == 3;
        var host = new byte[named ? in.readUnsignedByte() : 4];
        in.readFully(host);
        var name = named
                ? new String(host, US_ASCII)
                : InetAddress.getByAddress(host).getHostAddress();
        requested.add(name + ":" + in.readUnsignedShort());
        out.write(new byte[] {5, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0});
        out.flush();
    }
}
