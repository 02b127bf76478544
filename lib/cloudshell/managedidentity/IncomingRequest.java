package cloudshell.managedidentity;

import java.util.ArrayList;
import java.util.List;

/**
 * An HTTP request as it was sent. {@code toString()} has the method only, since target and headers contain the secret.
 *
 * @param target path and query as they were sent
 * @param headers in their order, including repeated ones
 */
record IncomingRequest(String method, String target, List<Header> headers, byte[] body) {
    /** A header field; its value has no surrounding whitespace. */
    record Header(String name, String value) {}

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Returns the query, still encoded, or "". */
    String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** Returns all values of a header; its name is not case-sensitive. */
    List<String> values(String name) {
        var values = new ArrayList<String>();
        for (var header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                values.add(header.value());
            }
        }
        return values;
    }

    boolean has(String name) {
        return !values(name).isEmpty();
    }

    @Override
    public String toString() {
        return "HTTP " + method;
    }
}
