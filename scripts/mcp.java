///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Serves Azure to an agent, read-only, by the Model Context Protocol
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC -Xmn24m
//SOURCES ${cloudshell-command-mcp:cloudshell-command-mcp@catalog}

// To make it your own: copy this file, rename the class, and change the options.
// ReadOnlyServer has the tools; a tool of your own is a class like QueryTool.

import cloudshell.cli.Command;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.mcp.ReadOnlyServer;
import java.util.List;

class Mcp {
    static final Command COMMAND = new Command(
            "mcp",
            "serves Azure to an agent, read-only, by the Model Context Protocol",
            "",
            """
            A client starts it, and talks to it on standard input and output. Its tools read
            with your rights: query, get, list, changes, whoami, explain_error. It sends GET
            requests and Resource Graph queries only, and no tool returns a token. Secrets
            in results are masked.

            With -s and -g every tool is limited to these subscriptions and groups. It ends
            with its client. docs/mcp.md has the set-up for VS Code, Claude, Copilot and
            Gemini, and what it does not protect against.
            """,
            List.of(
                    Options.value(
                            "s",
                            "subscription",
                            "SUBSCRIPTION",
                            "only this subscription, by ID or name; may be repeated"),
                    Options.value("g", "resource-group", "GROUP", "only this resource group; may be repeated"),
                    Options.flag(null, "graph", "allow get and list to read Microsoft Graph"),
                    Options.value(null, "max-rows", "N", "maximum number of rows in a result (default 200)"),
                    Options.value(null, "max-bytes", "N", "maximum size of a result in bytes (default 100000)"),
                    Options.value(null, "max-wait", "SECONDS", "longest wait caused by throttling (default 60)")),
            """
            claude mcp add azure -- jbang mcp@catalog -s Production
            code --add-mcp '{"name":"azure","command":"jbang","args":["mcp@catalog"]}'
            jbang mcp@catalog -s Production -g rg-web --max-rows 50
            """);

    public static void main(String[] args) {
        COMMAND.main(args, Mcp::call);
    }

    static int call(Invocation call) throws Exception {
        return ReadOnlyServer.serve(call);
    }
}
