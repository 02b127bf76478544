///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Runs any program with the user's sign-in, for as long as it runs
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10
//SOURCES ${cloudshell-command-lend:cloudshell-command-lend@catalog}

// To make it your own: copy this file, rename the class, and change what is lent.
// Lend is the endpoint and its variables, ChildProcess runs the command.

import cloudshell.cli.Call;
import cloudshell.cli.Command;
import cloudshell.cli.Opt;
import cloudshell.commands.lend.LendOptions;
import cloudshell.commands.lend.Loan;
import cloudshell.commands.run.ChildProcess;
import cloudshell.lend.Lend;
import java.util.List;
import java.util.Map;

class LendScript implements Command.Body {
    static final Command COMMAND = new Command(
            "lend",
            "runs any program with the user's sign-in",
            "[-- COMMAND ARG...]",
            """
            Starts an endpoint on this machine that speaks what programs for Azure know as
            managed identity, sets their variables for COMMAND, and ends as that does: the
            Azure SDKs and MSAL in any language, Terraform, Ansible, AzCopy, kubelogin, azd.
            Tokens are renewed for as long as it runs. Without COMMAND it prints the export
            lines and serves until interrupted. Whoever reads the environment of COMMAND is
            you until it ends: its own children, and other programs of the same user.
            """,
            List.of(
                    Opt.value(null, "only", "AUDIENCE", "lend this audience and no other; may be repeated"),
                    Opt.value(null, "env", "NAME=AUDIENCE", "put one token, as long as it lives, into this variable"),
                    Opt.value(null, "port", "N", "where to listen, on loopback only (any free port)"),
                    Opt.flag(null, "any-client-id", "lend also to who asks for a certain managed identity")),
            """
            jbang lend@catalog -- python3 report.py
            jbang lend@catalog --only arm --only graph -- terraform plan
            jbang lend@catalog --env PGPASSWORD=postgres -- psql -h HOST -U USER
            jbang lend@catalog --source az --port 50300
            """);

    public static void main(String[] args) {
        COMMAND.main(args, new LendScript());
    }

    @Override
    public int call(Call call) throws InterruptedException {
        var inVariables = LendOptions.inVariables(call);
        var terms = LendOptions.terms(call);
        var tokens = call.tokens();
        try (var lend = Lend.start(tokens, terms, call.settings().clock())) {
            var more = LendOptions.fetched(inVariables, tokens, call);
            if (call.operands().isEmpty()) {
                return serve(lend, call);
            }
            return ChildProcess.run(call.operands(), new Loan(lend, more, call), call);
        }
    }

    static int serve(Lend lend, Call call) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(new Loan(lend, Map.of(), call)::end));
        return ChildProcess.waitForEver(lend.variables(call.terminal().environment()), call);
    }
}
