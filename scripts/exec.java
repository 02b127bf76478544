///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Runs a program with the user's tokens by managed identity
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10
//SOURCES ${cloudshell-command-exec:cloudshell-command-exec@catalog}

// To make it your own: copy this file, rename the class, and change what is issued.
// ManagedIdentityEndpoint is the endpoint and its variables, ChildProcess runs the command.

import cloudshell.cli.Command;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.exec.ExecEnvironment;
import cloudshell.commands.exec.ExecOptions;
import cloudshell.commands.run.ChildProcess;
import cloudshell.managedidentity.ManagedIdentityEndpoint;
import java.util.List;
import java.util.Map;

class ExecScript implements Command.Action {
    static final Command COMMAND = new Command(
            "exec",
            "runs a program with the user's tokens by managed identity",
            "[-- COMMAND ARG...]",
            """
            Starts a managed identity endpoint on localhost, sets its variables for COMMAND,
            and exits with its code. It works with the Azure SDKs and MSAL in any language,
            Terraform, Ansible, AzCopy, kubelogin and azd.
            Tokens are refreshed for as long as it runs. Without COMMAND it prints the export
            lines and serves until interrupted. Anyone who can read the environment of COMMAND
            can act as you until it exits: its children and other programs of your user.
            """,
            List.of(
                    Options.value(null, "only", "AUDIENCE", "allow this audience and no other; may be repeated"),
                    Options.value(
                            null, "env", "NAME=AUDIENCE", "put one token, which is not refreshed, into this variable"),
                    Options.value(null, "port", "N", "port to listen on, on loopback only (default any free port)"),
                    Options.flag(null, "ignore-client-id", "ignore a client ID in the request and serve your token")),
            """
            jbang exec@catalog -- python3 report.py
            jbang exec@catalog --only arm --only graph -- terraform plan
            jbang exec@catalog --env PGPASSWORD=postgres -- psql -h HOST -U USER
            jbang exec@catalog --source az --port 50300
            """);

    public static void main(String[] args) {
        COMMAND.main(args, new ExecScript());
    }

    @Override
    public int call(Invocation call) throws InterruptedException {
        var inVariables = ExecOptions.inVariables(call);
        var terms = ExecOptions.endpoint(call);
        ExecOptions.warnOfOptionsBehindCommand(call);
        var tokens = call.tokens();
        try (var endpoint =
                ManagedIdentityEndpoint.start(tokens, terms, call.settings().clock())) {
            var more = ExecOptions.fetched(inVariables, tokens, call);
            if (call.arguments().isEmpty()) {
                return serve(endpoint, call);
            }
            return ChildProcess.run(call.arguments(), new ExecEnvironment(endpoint, more, call), call);
        }
    }

    static int serve(ManagedIdentityEndpoint endpoint, Invocation call) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(new ExecEnvironment(endpoint, Map.of(), call)::end));
        return ChildProcess.serveUntilInterrupted(
                endpoint.variables(call.terminal().environment()), call);
    }
}
