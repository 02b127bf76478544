///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Calls an Azure API with the user's token, as az rest does
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC -Xmn24m
//SOURCES ${cloudshell-command-rest:cloudshell-command-rest@catalog}

// To make it your own: copy this file, rename the class, and change what call() sends.
// AzureClient.api() binds the token to one origin; RestRequest reads the command line, RestResponse prints.

import cloudshell.arm.Arm;
import cloudshell.arm.AzureClient;
import cloudshell.cli.Command;
import cloudshell.cli.Exit;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.rest.RestRequest;
import cloudshell.commands.rest.RestResponse;
import java.util.List;

class Rest {
    static final Command COMMAND = new Command(
            "rest",
            "calls an Azure API with the user's token",
            "[METHOD] PATH|URL",
            """
            METHOD is GET, POST, PUT, PATCH or DELETE; without one it is GET, or POST with a
            --body. A PATH goes to the cloud's Resource Manager; {subscriptionId} in it is
            filled in. A URL chooses its audience by its host: Microsoft Graph, Key
            Vault, Storage and others; for another host name the audience with --resource.
            The token goes to that host and port only.

            A list prints its elements in table, tsv and csv: in a table name, type, location
            and group of resources, of anything else its name, what people look for, and the
            rest. Non-JSON responses are written unchanged.
            """,
            List.of(
                    Options.value(
                            "s",
                            "subscription",
                            "SUBSCRIPTION",
                            "value of {subscriptionId} (default: the default subscription)"),
                    Options.value("m", "method", "METHOD", "the method, as az names this option"),
                    Options.value("u", "uri", "URL", "the URL, as az names this option"),
                    Options.value(null, "url", "URL", "the same"),
                    Options.value(null, "uri-parameters", "NAME=VALUE", "add a query parameter; may be repeated"),
                    Options.value(null, "body", "BODY", "JSON to send, @FILE, or - for standard input"),
                    Options.value(null, "header", "NAME=VALUE", "add a header; may be repeated"),
                    Options.value(null, "headers", "NAME=VALUE", "the same as --header"),
                    Options.value(null, "resource", "URI", "the audience, if the host is not a known service"),
                    Options.flag(null, "paged", "read all pages of a list and print its elements as one array"),
                    Options.flag(null, "wait", "wait for a long-running operation to finish and print its result"),
                    Options.flag(null, "include", "print status and headers to stderr, secrets masked"),
                    Options.value(null, "query", "JMESPATH", "select a part of the response"),
                    Options.value("o", "output", "json|jsonl|table|tsv|csv|none", "output format (default json)"),
                    Options.value(null, "output-file", "FILE", "write the response unchanged to this file")),
            """
            jbang rest@catalog "/subscriptions?api-version=2022-12-01" -o table
            jbang rest@catalog --paged --query "[].name" -o tsv \\
              "/subscriptions/{subscriptionId}/resourceGroups?api-version=2021-04-01"
            jbang rest@catalog https://graph.microsoft.com/v1.0/me
            jbang rest@catalog DELETE --wait \\
              "/subscriptions/{subscriptionId}/resourceGroups/old?api-version=2021-04-01"
            """);

    public static void main(String[] args) {
        COMMAND.main(args, Rest::call);
    }

    static int call(Invocation call) {
        var parsed = RestRequest.of(call);
        try (var responses = RestResponse.of(parsed, call)) {
            var azure = new AzureClient(call.settings(), call.source());
            var request = parsed.filledIn(azure.subscriptions());
            var api = api(call, azure, request.path());
            if (call.has("paged")) {
                responses.print(request.list(api, call));
            } else {
                responses.print(request.send(api, call));
            }
            return Exit.DONE;
        }
    }

    /** Resource Manager for a path; for a URL the service there. */
    static Arm api(Invocation call, AzureClient azure, String path) {
        var resource = call.value("resource", "");
        var endpoint = path.startsWith("/") ? azure.resourceManager().toString() : path;
        return resource.isEmpty()
                ? azure.api(endpoint)
                : azure.api(endpoint, call.audience(resource, azure.cloud()).resource());
    }
}
