///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Lists virtual machines with their power states
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC
//RUNTIME_OPTIONS -Xms64m -Xmn32m
//SOURCES ${cloudshell-command-vms:cloudshell-command-vms@catalog}

// To make it your own: copy this file, rename the class, and change which VMs call() lists.
// VirtualMachines queries Resource Manager: GET /subscriptions/{id}/providers/Microsoft.Compute/virtualMachines
// with api-version=2021-07-01 and x-ms-version: 2019-02-02, as the documentation does; or Resource Graph.

import cloudshell.arm.AzureClient;
import cloudshell.cli.Command;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.vms.VmOptions;
import cloudshell.commands.vms.VmRows;
import cloudshell.commands.vms.VmSearch;
import cloudshell.query.Query;
import cloudshell.query.QueryRows;
import cloudshell.vm.VirtualMachine;
import cloudshell.vm.VirtualMachines;
import java.util.List;
import java.util.Optional;

class ListVms {
    static final Command COMMAND = new Command(
            "list-vms",
            "lists virtual machines with their power states",
            "[SUBSCRIPTION]",
            """
            Filters are case-insensitive and repeatable. Repeating a filter matches any of its
            values; different filters, and different --tag keys, must all match.

            A table that is wider than the terminal leaves columns out from the right, and
            says so. Its columns are as wide as its first 1,000 rows, which are held back
            until then; the other formats are written as they come.

            --query sees an array of the objects that -o json prints: name, resourceGroup,
            powerState ("VM running"), location, tags and properties. One that begins with
            [], [*] or [? runs VM by VM; any other needs them all in memory.
            """,
            List.of(
                    Options.value(
                            "s", "subscription", "SUBSCRIPTION", "ID or name (default: the default subscription)"),
                    Options.flag(null, "all-subscriptions", "all enabled subscriptions, by Azure Resource Graph"),
                    Options.value("g", "resource-group", "GROUP", "only VMs in this resource group"),
                    Options.value(
                            "l", "location", "LOCATION", "only VMs in this location: westeurope, \"West Europe\""),
                    Options.value(null, "name", "GLOB", "only VMs with this name: web-*, db-?"),
                    Options.value(null, "tag", "KEY[=VALUE]", "only VMs with this tag"),
                    Options.value(
                            null,
                            "power-state",
                            "STATE",
                            "only VMs that are running, deallocated, stopped, ..., unknown"),
                    Options.flag(null, "no-power-state", "omit power states, which halves the calls"),
                    Options.value(null, "limit", "N", "maximum number of VMs (default all)"),
                    Options.value(null, "query", "JMESPATH", "select what to print, as in az"),
                    Options.value("o", "output", "table|json|jsonl|tsv|csv", "output format (default table)"),
                    Options.value(
                            null, "api-version", "V", "of Microsoft.Compute (" + VirtualMachines.API_VERSION + ")"),
                    Options.value(null, "max-wait", "SECONDS", "longest wait caused by throttling (default 60)")),
            """
            jbang list-vms@catalog -s Production -o json
            jbang list-vms@catalog --all-subscriptions --power-state running
            jbang list-vms@catalog -g rg-web -g rg-api --tag env=prod -o tsv | cut -f 1,6
            jbang list-vms@catalog --query "[?powerState!='VM running'].[name,id]" -o tsv
            """);

    public static void main(String[] args) {
        COMMAND.main(args, ListVms::call);
    }

    static int call(Invocation call) {
        var filter = VmOptions.filter(call);
        var query = call.has("query") ? Optional.of(Query.parse(call.value("query", ""))) : Optional.<Query>empty();
        var azure = new AzureClient(call.settings(), call.source());
        var subscriptions = VmOptions.subscriptions(call, azure.subscriptions());
        var search = new VmSearch(call, subscriptions, filter);
        var vms = search.vms(azure).limit(call.number("limit", Long.MAX_VALUE, 1, Long.MAX_VALUE));
        if (query.isPresent()) {
            QueryRows.print(query.get(), vms.map(VirtualMachine::node), call);
        } else {
            VmRows.of(subscriptions, call).print(vms, call);
        }
        search.reportIfNone();
        return call.exit();
    }
}
