package harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.Transport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Responses as a transport gives them. */
public final class Responses {
    private Responses() {}

    /** A response with these headers, a name and its value in turn. */
    public static Transport.Response response(int status, String body, String... headers) {
        var all = new TreeMap<String, List<String>>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new Transport.Response(status, Map.copyOf(all), body.getBytes(UTF_8));
    }

    public static Transport.Response response(int status) {
        return response(status, "");
    }
}
