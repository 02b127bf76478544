package cloudshell.cli;

import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.UsageException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Suggests a known word for an unknown one. */
public final class Suggestions {
    /** Names of the same option in other tools: az, curl, gh, and Azure's own names. */
    private static final Map<String, List<String>> ELSEWHERE = Map.ofEntries(
            Map.entry("--audience", List.of("--resource")),
            Map.entry("-x", List.of("--method")),
            Map.entry("--request", List.of("--method")),
            Map.entry("-h", List.of("--header")),
            Map.entry("-d", List.of("--body")),
            Map.entry("--data", List.of("--body")),
            Map.entry("--input", List.of("--body")),
            Map.entry("--paginate", List.of("--paged")),
            Map.entry("-i", List.of("--include")),
            Map.entry("--jq", List.of("--query")),
            Map.entry("--format", List.of("--output")),
            Map.entry("--group", List.of("--resource-group")),
            Map.entry("--region", List.of("--location")),
            Map.entry("--first", List.of("--limit")),
            Map.entry("--top", List.of("--limit")),
            Map.entry("--max-items", List.of("--limit")),
            Map.entry("--management-groups", List.of("--management-group")),
            Map.entry("--tenant-id", List.of("--tenant")),
            Map.entry("--debug", List.of("--verbose")),
            Map.entry("-v", List.of("--verbose")),
            Map.entry("-t", List.of("--tenant")),
            Map.entry("azure-cli", List.of("az")),
            Map.entry("cli", List.of("az")),
            Map.entry("pwsh", List.of("az-powershell", "powershell")),
            Map.entry("powershell", List.of("az-powershell")),
            Map.entry("msi", List.of("cloud-shell")),
            Map.entry("keyvault", List.of("vault")),
            Map.entry("key-vault", List.of("vault")),
            Map.entry("management", List.of("arm")),
            Map.entry("resource-manager", List.of("arm")),
            Map.entry("msgraph", List.of("graph")),
            Map.entry("ms-graph", List.of("graph")),
            Map.entry("blob", List.of("storage")),
            Map.entry("database", List.of("sql")),
            Map.entry("log-analytics", List.of("loganalytics")),
            Map.entry("foundry", List.of("ai")),
            Map.entry("azure", List.of("AzureCloud")),
            Map.entry("azuregov", List.of("AzureUSGovernment")),
            Map.entry("usgov", List.of("AzureUSGovernment")),
            Map.entry("government", List.of("AzureUSGovernment")),
            Map.entry("china", List.of("AzureChinaCloud")),
            Map.entry("public", List.of("AzureCloud")),
            Map.entry("azurepubliccloud", List.of("AzureCloud")));

    private Suggestions() {}

    /** Returns {@code ; did you mean 'X'?}, or "" if no known word is similar. */
    public static String didYouMean(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    /**
     * Returns the word that another tool's word stands for, or the most similar known word: at most one letter in three
     * changed, removed, inserted or swapped, or the only one with this prefix. Not case-sensitive.
     */
    public static Optional<String> nearest(String word, Collection<String> known) {
        var wanted = word.toLowerCase(Locale.ROOT);
        for (var own : ELSEWHERE.getOrDefault(wanted, List.of())) {
            if (known.contains(own)) {
                return Optional.of(own);
            }
        }
        int letters = wanted.replace("-", "").length();
        int most = wanted.length() < 3 ? 0 : Math.max(1, letters / 3);
        var near = known.stream()
                .filter(each -> Math.abs(each.length() - wanted.length()) <= most)
                .filter(each -> distance(wanted, each.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt(each -> distance(wanted, each.toLowerCase(Locale.ROOT))));
        var longer = known.stream()
                .filter(each ->
                        wanted.length() > 2 && each.toLowerCase(Locale.ROOT).startsWith(wanted))
                .toList();
        return near.isEmpty() && longer.size() == 1 ? Optional.of(longer.get(0)) : near;
    }

    /**
     * Parses an audience.
     *
     * @throws UsageException if it is malformed, with a similar short name
     */
    public static Audience audience(String given, Cloud cloud) {
        try {
            return Audience.parse(given, cloud);
        } catch (UsageException e) {
            var near = nearest(given.strip(), Audience.names());
            if (near.isEmpty()) {
                throw e;
            }
            throw new UsageException(
                    "understand the audience",
                    "'" + given.strip() + "' is not a known short name; did you mean '" + near.get() + "'?",
                    e.hint());
        }
    }

    /**
     * Returns a known cloud.
     *
     * @throws UsageException if the name is unknown, with a similar one
     */
    static Cloud cloud(String name) {
        try {
            return Cloud.named(name);
        } catch (UsageException e) {
            var names = Cloud.known().stream()
                    .flatMap(cloud -> Stream.of(cloud.cloudShellName(), cloud.azName()))
                    .toList();
            throw new UsageException(
                    "choose the cloud", "'" + name + "' is not a known cloud" + didYouMean(name, names), e.hint());
        }
    }

    /** Returns the optimal string alignment distance. */
    private static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                rows[i][j] = Math.min(rows[i - 1][j - 1] + change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
