//FILES cloudshell/audiences.tsv=audiences.tsv
package cloudshell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What was last known of an audience, from public issues and source ({@code audiences.tsv}).
 *
 * @param resource as Cloud Shell's own list writes it
 * @param date of the newest source, or "-" where it is not dated
 */
public record AudienceRecord(String resource, String service, boolean supported, String date, String source) {
    /** All that is known, in the order of Cloud Shell's own list. */
    public static List<AudienceRecord> all() {
        try (var data = AudienceRecord.class.getResourceAsStream("audiences.tsv")) {
            return new String(data.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .map(cells ->
                            new AudienceRecord(cells[0], cells[1], cells[2].equals("supported"), cells[3], cells[4]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record of a resource, with or without its final slash. */
    public static Optional<AudienceRecord> of(String resource) {
        return all().stream()
                .filter(record -> bare(record.resource).equalsIgnoreCase(bare(resource)))
                .findFirst();
    }

    public String verdict() {
        return supported ? "supported" : "not supported";
    }

    private static String bare(String resource) {
        return resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
    }
}
