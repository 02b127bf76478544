//FILES cloudshell/token/audiences.tsv=audiences.tsv
package cloudshell.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A known audience: a row of {@code audiences.tsv}, in the order of Cloud Shell's own list. The file is compiled from
 * public issues, documentation and source. Lists have an element each for the public cloud, US Government and China.
 *
 * @param names the short names; mostly one or none
 * @param resources as Cloud Shell's own list writes them; "-" if a cloud has none
 * @param hosts the hosts of the service, separated by commas, with {@code *} for a first label; only hosts that the
 *     service alone controls, since they receive the token (source: each service's documentation)
 * @param supported whether Cloud Shell's endpoint issued a token at the date of the source
 * @param date of the newest source, or "-" if it is not dated
 */
public record KnownAudience(
        List<String> names,
        List<String> resources,
        List<String> hosts,
        String service,
        boolean supported,
        String date,
        String source) {
    private static final List<KnownAudience> ROWS = read();

    /** Returns all rows. */
    public static List<KnownAudience> all() {
        return ROWS;
    }

    /** Returns the row of a resource of the public cloud, with or without its final slash. */
    public static Optional<KnownAudience> of(String resource) {
        return all().stream()
                .filter(known -> bare(known.resource()).equalsIgnoreCase(bare(resource)))
                .findFirst();
    }

    /**
     * Returns the resource that may have been meant by one that is not supported: the audience of the service at that host, or
     * one of the same name at another domain ({@code https://vault.azure.com}).
     */
    public static Optional<String> near(String resource) {
        if (all().stream().anyMatch(known -> known.supported() && known.isOne(resource))) {
            return Optional.empty();
        }
        var host = resource.replaceFirst("^https?://", "").replaceFirst("[/:].*", "");
        var name = host.replaceFirst("^([^.]+\\.[^.]+)\\..*", "https://$1.");
        for (var known : all()) {
            for (int cloud = 0; known.supported() && cloud < known.resources().size(); cloud++) {
                var each = known.resources().get(cloud);
                var isAtHost =
                        Arrays.stream(known.hosts().get(cloud).split(",")).anyMatch(pattern -> isAt(host, pattern));
                if (isAtHost || name.length() > 8 && each.startsWith(name)) {
                    return Optional.of(each);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isOne(String resource) {
        return resources.stream().anyMatch(each -> bare(each).equalsIgnoreCase(bare(resource)));
    }

    /** Returns whether a host matches a pattern, which may begin with {@code *}. */
    public static boolean isAt(String host, String pattern) {
        return pattern.startsWith("*")
                ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
                : host.equals(pattern);
    }

    /** Returns the resource in the public cloud. */
    public String resource() {
        return resources.get(0);
    }

    public String status() {
        return supported ? "supported" : "not supported";
    }

    /** Returns the resource without its final slash. */
    static String bare(String resource) {
        return resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
    }

    private static KnownAudience row(String line) {
        var cells = List.of(line.split("\t"));
        return new KnownAudience(
                cells.get(0).equals("-") ? List.of() : List.of(cells.get(0).split(",")),
                cells.subList(1, 4),
                cells.subList(4, 7),
                cells.get(7),
                cells.get(8).equals("supported"),
                cells.get(9),
                cells.get(10));
    }

    private static List<KnownAudience> read() {
        try (var data = KnownAudience.class.getResourceAsStream("audiences.tsv")) {
            return new String(data.readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(KnownAudience::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
