///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Prints an access token of the signed-in user for one audience
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10
//SOURCES ${cloudshell-command-token:cloudshell-command-token@catalog}

// To make it your own: copy this file, rename the class, and change what call() prints.
// call.tokens() has the tokens, Command the options, the help and the errors.

import cloudshell.cli.Command;
import cloudshell.cli.Exit;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.token.TokenFormat;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import java.util.ArrayList;
import java.util.List;

class Token implements Command.Action {
    static final Command COMMAND = new Command(
            "token",
            "prints an access token of the signed-in user",
            "[AUDIENCE | --resource URI | --scope SCOPE]",
            """
            AUDIENCE is a resource URI, a GUID, a scope of either, or a short name: arm,
            classic, graph, aad-graph, vault, managedhsm, storage, datalake, sql, postgres,
            mysql, synapse, devops, databricks, aks, batch, loganalytics, media, outlook,
            powerbi, yammer, digitaltwins, iothub, quantum, purview, appservice, ai.
            Without one, the token is for Azure Resource Manager. Anyone with the token can
            act as you: keep it out of files, logs and arguments. claims is what it says of itself,
            not verified; exec-credential is what kubectl takes from a credential plugin.
            """,
            List.of(
                    Options.value(null, "resource", "URI", "the audience, as az names this option"),
                    Options.value(null, "scope", "SCOPE", "the audience as a v2 scope, converted to its resource"),
                    Options.value(
                            "s", "subscription", "SUBSCRIPTION", "ID or name; az selects the account that has it"),
                    Options.value(
                            "o",
                            "output",
                            "value|json|header|export|claims|exec-credential",
                            "output format (default value)"),
                    Options.value(null, "name", "VAR", "variable that export sets (default access_token)"),
                    Options.value(null, "shell", "bash|zsh|fish|powershell", "shell syntax of export (default bash)")),
            """
            jbang token@catalog
            jbang token@catalog graph -o json
            curl -H @<(jbang token@catalog -o header) \\
              "https://management.azure.com/subscriptions?api-version=2022-12-01"
            out=$(jbang token@catalog -o export) && eval "$out"
            """);

    public static void main(String[] args) {
        COMMAND.main(args, new Token());
    }

    @Override
    public int call(Invocation call) {
        TokenFormat.check(call);
        var token = fetch(call);
        call.out().print(TokenFormat.text(token, call));
        if (call.terminal().outIsTerminal() && !call.value("output", "").equals("claims")) {
            call.hint("this is a secret: anyone who has it can act as you until it expires");
        }
        return Exit.DONE;
    }

    static AccessToken fetch(Invocation call) {
        var audiences = new ArrayList<>(call.arguments());
        audiences.addAll(call.values("resource"));
        audiences.addAll(call.values("scope"));
        if (audiences.size() > 1) {
            throw call.usage("expected one audience, got " + audiences.size());
        }
        if (call.terminal().errIsTerminal()) {
            call.progress().watchLater(() -> "waiting for a token");
        }
        var tokens = call.tokens();
        var audience = audiences.isEmpty()
                ? Audience.resourceManager(tokens.cloud())
                : call.audience(audiences.get(0), tokens.cloud());
        return TokenFormat.ofSubscription(tokens.token(audience), tokens, call);
    }
}
