package cloudshell.shell;

import java.util.stream.Collectors;

/** The text of {@code help()}. */
final class ShellHelp {
    static final String ALL = """
            token()  token("graph")    an access token; its reveal() gives the secret
            claims()  claims("graph")  what the token says of itself
            subscriptions()            the subscriptions that you see
            vms()  vms("Production")   VMs of a subscription, and their power states
            allVms()                   VMs of all subscriptions
            query(kql)                 Resource Graph: query("Resources | project name, id")
            get(path)                  JSON from Resource Manager, or from https://\u2026
            post(path, body)           sends JSON or a Map; also put, patch; delete(path)
            list(path)                 the elements of a list, page after page
            graph("/me")               JSON from Microsoft Graph
            graphList("/me/messages")  the elements of a list of Microsoft Graph
            audiences()                those that are known; audiences("graph") asks
            azure()                    the library: azure().arm(), azure().api(URL)
            help("vms")                more of one verb
            In a path, {subscriptionId} is filled in. What comes as lines has the methods
            of a stream: limit, filter, map, collect, count, forEach, toList.
            System.out.println(get(path)) shows what is too long for the screen.
            """;

    private static final String MORE = """
            token: token() is for Resource Manager; token("vault"), token("https://vault.azure.net"), a scope or a GUID \
            for another audience. An AccessToken has reveal(), expiresAt() and audience(); shown, it is masked.
            claims: claims().path("upn") is one of them. Nothing is verified.
            subscriptions: each has id(), name(), state() and isEnabled().
            vms: each has name(), power(), size(), os(), location(), resourceGroup(), id() and node(), which is Azure's \
            own JSON. vms().filter(vm -> vm.power() == PowerState.RUNNING).count(); or, to group, \
            vms().collect(Collectors.groupingBy(vm -> vm.location(), Collectors.counting()))
            allVms: as vms(), by one query to Resource Graph, whose data can be minutes old.
            query: about the whole tenant. Keep the column id and order by it, or only 1,000 rows come. \
            query("Resources | summarize count() by type").forEach(System.out::println)
            get: get("/subscriptions/{subscriptionId}?api-version=2022-12-01").path("displayName").asText()
            post: post(path, Map.of("name", "value")) or post(path, "{\\"name\\": \\"value\\"}").
            put: put(path, Map.of("location", "westeurope")); azure().arm().await("PUT", path, body) waits for its end.
            patch: patch(path, Map.of("tags", Map.of("env", "test")))
            delete: delete(path); azure().arm().await("DELETE", path, null) waits for its end.
            list: list("/subscriptions/{subscriptionId}/resourceGroups?api-version=2021-04-01")
            graph: graph("/me").path("displayName"); the path is of version 1.0 unless it begins with /beta.
            graphList: graphList("/me/messages").limit(5)
            audiences: audiences() has short names, resources and services; audiences("graph") asks the endpoint.
            azure: azure().api("https://my.vault.azure.net").get("/secrets/demo?api-version=7.4"), \
            azure().arm().await("POST", path, null), which waits for a long-running operation.
            """;

    private ShellHelp() {}

    static String of(String verb) {
        var name = verb.replaceFirst("\\(.*", "").strip();
        var found = MORE.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.replaceFirst(": ", "\n  ")
                                .replaceAll("(.{1,76})( |$)", "$1\n  ")
                                .strip() + "\n")
                .collect(Collectors.joining());
        return found.isEmpty() ? "unknown method '" + name + "'.\n" + ALL : found;
    }
}
