///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Lists virtual machines with their power states
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData
//SOURCES ${cloudshell:cloudshell@catalog}
//SOURCES ${cloudshell-cli:cloudshell-cli@catalog}

// To make it your own: copy this file, rename the class, and change which machines call() lists.
// VirtualMachines asks Resource Manager: GET /subscriptions/{id}/providers/Microsoft.Compute/virtualMachines
// with api-version=2021-07-01 and x-ms-version: 2019-02-02, as the documentation does.

import cloudshell.CloudShell;
import cloudshell.Subscriptions;
import cloudshell.VirtualMachines;
import cloudshell.cli.Call;
import cloudshell.cli.Command;
import cloudshell.cli.MachineRows;
import cloudshell.cli.Opt;
import java.util.List;

class ListVms {
    static final Command COMMAND = new Command(
            "list-vms",
            "lists virtual machines with their power states",
            "",
            "",
            List.of(
                    Opt.value("s", "subscription", "SUBSCRIPTION", "id or name (else the default one)"),
                    Opt.flag(null, "no-power-state", "leave out the power states, and half of the calls"),
                    Opt.value("o", "output", "table|json|jsonl|tsv|csv", "how to print them (table)"),
                    Opt.value(null, "api-version", "V", "of Microsoft.Compute (" + VirtualMachines.API_VERSION + ")"),
                    Opt.value(null, "max-wait", "SECONDS", "the longest wait that throttling may cause (60)")),
            """
            jbang list-vms@catalog
            jbang list-vms@catalog -s Production -o json
            jbang list-vms@catalog -o tsv | cut -f 1,6
            """);

    public static void main(String[] args) {
        COMMAND.main(args, ListVms::call);
    }

    static int call(Call call) {
        call.noOperands();
        var azure = call.connect();
        var subscription = subscription(call, azure);
        var machines = new VirtualMachines(azure.arm(), call.value("api-version", VirtualMachines.API_VERSION));
        MachineRows.ofOneSubscription()
                .print(
                        call.has("no-power-state")
                                ? machines.list(subscription)
                                : machines.listWithPower(subscription, call::report),
                        call);
        return call.exit();
    }

    static String subscription(Call call, CloudShell azure) {
        var subscriptions = new Subscriptions(azure.arm(), call.settings());
        var named = call.value("subscription", "");
        return named.isEmpty() ? subscriptions.defaultId() : subscriptions.id(named);
    }
}
