///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Queries Azure Resource Graph for everything the user can see
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC -Xmn24m
//SOURCES ${cloudshell-command-query:cloudshell-command-query@catalog}

// To make it your own: copy this file, rename the class, and put your query in place of query.text().
// AzureClient.resourceGraph() requests page after page, within the user's quota; ResourceGraphRows prints.

import cloudshell.arm.AzureClient;
import cloudshell.cli.Command;
import cloudshell.cli.Exit;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.query.ResourceGraphQuery;
import cloudshell.commands.query.ResourceGraphRows;
import cloudshell.query.Query;
import cloudshell.query.QueryRows;
import java.util.List;

class QueryScript {
    static final Command COMMAND = new Command(
            "query",
            "queries Azure Resource Graph for everything you can see",
            "[KQL]",
            """
            KQL is a query in Resource Graph's language, in quotes; - reads it from standard
            input. Without -s and --management-group it is about the whole tenant. All pages
            of the response are read, within your query quota.

            Keep the column id in the query, and order by it: without id Resource Graph gives
            the first 1,000 rows only. If rows are missing, it reports an error and exits
            with 1. Objects and arrays are JSON on one line in table, tsv and csv.
            """,
            List.of(
                    Options.value(
                            "s",
                            "subscription",
                            "SUBSCRIPTION",
                            "only this subscription, by ID or name; may be repeated"),
                    Options.value(null, "management-group", "NAME", "only resources below this group; may be repeated"),
                    Options.value(null, "file", "FILE", "file with the query; - for standard input"),
                    Options.value(null, "query", "JMESPATH", "select what to print, as in az"),
                    Options.value("o", "output", "table|json|jsonl|tsv|csv", "output format (default table)"),
                    Options.value(null, "limit", "N", "maximum number of rows (default all)"),
                    Options.value(null, "max-wait", "SECONDS", "longest wait caused by the quota (default 60)")),
            """
            jbang query@catalog "Resources | summarize count() by type, location"
            jbang query@catalog "Resources | where tags.env =~ 'prod' | project name, tags, id"
            jbang query@catalog -o csv "Resources | project id, name, location | order by id asc"
            jbang query@catalog --file disks.kql -s Production -o jsonl
            """);

    public static void main(String[] args) {
        COMMAND.main(args, QueryScript::call);
    }

    static int call(Invocation call) {
        var query = ResourceGraphQuery.of(call);
        var azure = new AzureClient(call.settings(), call.source());
        if (call.has("query")) {
            var pick = Query.parse(call.value("query", ""));
            QueryRows.print(pick, query.rows(azure, call), call);
        } else {
            ResourceGraphRows.print(query.rows(azure, call), call);
        }
        return Exit.DONE;
    }
}
