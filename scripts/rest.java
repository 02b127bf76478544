///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Calls an Azure API with the user's token, as az rest does
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC -Xmn24m -XX:-UsePerfData
//SOURCES ${cloudshell-command-rest:cloudshell-command-rest@catalog}

// To make it your own: copy this file, rename the class, and change what call() sends.
// CloudShell.api() binds the token to one origin; RestRequest reads the command line, RestAnswer prints.

import cloudshell.CloudShell;
import cloudshell.arm.Arm;
import cloudshell.cli.Call;
import cloudshell.cli.Command;
import cloudshell.cli.Exit;
import cloudshell.cli.Opt;
import cloudshell.commands.rest.RestAnswer;
import cloudshell.commands.rest.RestRequest;
import cloudshell.query.Query;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.UnaryOperator;

class Rest {
    static final Command COMMAND = new Command(
            "rest",
            "calls an Azure API with the user's token",
            "METHOD PATH|ADDRESS",
            """
            METHOD is GET, POST, PUT, PATCH or DELETE. A PATH goes to the cloud's Resource
            Manager; {subscriptionId} in it is filled in. An ADDRESS chooses its audience by
            its host: Microsoft Graph, Key Vault, Storage and others; for another host name
            the audience with --resource. The token goes to that host and port only.
            """,
            List.of(
                    Opt.value(null, "body", "BODY", "what to send: @FILE, - for standard input, or JSON"),
                    Opt.value(null, "header", "NAME=VALUE", "one more header; may be repeated"),
                    Opt.value(null, "resource", "URI", "the audience, where the host does not tell"),
                    Opt.flag(null, "paged", "read all pages of a list, and print its elements as one array"),
                    Opt.value(null, "query", "JMESPATH", "what to pick of the answer"),
                    Opt.value("o", "output", "json|jsonl|table|tsv|csv|none", "how to print it (json)")),
            """
            jbang rest@catalog GET "/subscriptions?api-version=2022-12-01"
            jbang rest@catalog GET --paged --query "[].name" -o tsv \\
              "/subscriptions/{subscriptionId}/resourceGroups?api-version=2021-04-01"
            jbang rest@catalog GET https://graph.microsoft.com/v1.0/me
            """);

    public static void main(String[] args) {
        COMMAND.main(args, Rest::call);
    }

    static int call(Call call) {
        var request = RestRequest.of(call);
        var pick = call.has("query") ? query(call.value("query", "")) : UnaryOperator.<JsonNode>identity();
        var azure = CloudShell.connect(call.settings(), call.source());
        var path = azure.subscriptions().filledIn(request.path());
        var api = api(call, azure, path);
        for (var header : request.headers().entrySet()) {
            api = api.withHeader(header.getKey(), header.getValue());
        }
        if (call.has("paged")) {
            RestAnswer.print(api.list(path), pick, call);
        } else {
            RestAnswer.print(api.send(request.method(), path, request.body()), request, pick, call);
        }
        return Exit.DONE;
    }

    static UnaryOperator<JsonNode> query(String text) {
        return Query.parse(text)::of;
    }

    /** Resource Manager for a path; for an address the service there. */
    static Arm api(Call call, CloudShell azure, String path) {
        var resource = call.value("resource", "");
        var endpoint = path.startsWith("/") ? azure.resourceManager().toString() : path;
        return resource.isEmpty() ? azure.api(endpoint) : azure.api(endpoint, resource);
    }
}
