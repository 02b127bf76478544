package cloudshell.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads one response body, uncompressed and limited in size, until it ends or the caller has given up. */
final class ResponseBody {
    private static final int FIRST = 64 * 1024;
    private static final int LARGEST_ERROR = 1024 * 1024;

    private static final String ENDED_EARLY = "the connection broke in the middle of the response";
    private static final String MALFORMED = "the response was truncated or is malformed";

    private final int largest;
    private volatile boolean abandoned;

    ResponseBody(int largest) {
        this.largest = largest;
    }

    /** Stops the reader at the next bytes, since no caller waits for them. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** @throws Transport.BrokenConnection if the body ends early or is malformed */
    byte[] read(HttpURLConnection connection, int status) throws IOException {
        try (var in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null
                    ? new byte[0]
                    : read(in, status, connection.getContentEncoding(), contentLength(connection, status));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            throw broken(ENDED_EARLY);
        }
    }

    /**
     * Returns the length of the body, or -1 if it is not announced or the header describes the body of another
     * response.
     */
    private static long contentLength(HttpURLConnection connection, int status) {
        var hasBody = !connection.getRequestMethod().equals("HEAD") && status != 204 && status != 304;
        return hasBody ? connection.getContentLengthLong() : -1;
    }

    /**
     * Reads only the first part of an error, since its status counts whatever the size.
     *
     * @param encoding the Content-Encoding header, or null
     * @param announced the number of bytes to come, or negative if unknown
     */
    byte[] read(InputStream raw, int status, String encoding, long announced) throws IOException {
        var ofError = status >= 400;
        int most = ofError ? Math.min(LARGEST_ERROR, largest) : largest;
        var gzip = "gzip".equalsIgnoreCase(encoding);
        var in = gzip ? unpacked(raw) : raw;
        var body = new ByteArrayOutputStream((int) Math.max(1024, Math.min(announced, FIRST)));
        var buffer = new byte[16 * 1024];
        // A body of a known length that ends early is an exception since JDK 25, and a short read before.
        var onError = announced >= 0 && !gzip ? ENDED_EARLY : MALFORMED;
        for (int n = next(in, buffer, onError); n >= 0; n = next(in, buffer, onError)) {
            if (abandoned) {
                throw new SocketTimeoutException("no complete response");
            }
            if (body.size() + n > most && ofError) {
                return body.toByteArray();
            }
            if (body.size() + n > most) {
                throw new IOException("the response is larger than " + most / 1024 / 1024 + " MiB");
            }
            body.write(buffer, 0, n);
        }
        if (!gzip && body.size() < announced) {
            throw broken(ENDED_EARLY);
        }
        return body.toByteArray();
    }

    /** Treats no bytes as an empty body, whatever the encoding. */
    private static InputStream unpacked(InputStream packed) throws IOException {
        try {
            return new GZIPInputStream(packed);
        } catch (EOFException e) {
            return InputStream.nullInputStream();
        } catch (ZipException e) {
            throw broken(MALFORMED);
        }
    }

    private static int next(InputStream in, byte[] buffer, String onError) throws IOException {
        try {
            return in.read(buffer);
        } catch (SocketException | SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw broken(onError);
        }
    }

    private static IOException broken(String how) {
        return new Transport.BrokenConnection(how, Transport.Phase.READ_RESPONSE, 1);
    }
}
