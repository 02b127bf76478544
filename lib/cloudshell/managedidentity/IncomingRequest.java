package cloudshell.managedidentity;

import java.util.ArrayList;
import java.util.List;

/**
 * One HTTP request as it was sent. Its text form has the method only, since target and headers hold the secret.
 *
 * @param target in origin form, path and query as they were sent
 * @param headers in their order, repeated ones included
 */
record IncomingRequest(String method, String target, List<Header> headers, byte[] body) {
    /** A header field, without the whitespace around its value. */
    record Header(String name, String value) {}

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Still encoded; "" if there is none. */
    String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** All values of a header, by its name in any case. */
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
