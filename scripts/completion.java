///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Prints one completion script for all commands: bash, zsh or fish
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC -Xmn24m
//MAIN CompletionScript
//SOURCES ${cloudshell-cli:cloudshell-cli@catalog}
//SOURCES ${cloudshell-command-audience:cloudshell-command-audience@catalog}
//SOURCES ${cloudshell-command-completion:cloudshell-command-completion@catalog}
//SOURCES ${cloudshell-command-doctor:cloudshell-command-doctor@catalog}
//SOURCES ${cloudshell-command-exec:cloudshell-command-exec@catalog}
//SOURCES ${cloudshell-command-mcp:cloudshell-command-mcp@catalog}
//SOURCES ${cloudshell-command-query:cloudshell-command-query@catalog}
//SOURCES ${cloudshell-command-rest:cloudshell-command-rest@catalog}
//SOURCES ${cloudshell-command-run:cloudshell-command-run@catalog}
//SOURCES ${cloudshell-command-token:cloudshell-command-token@catalog}
//SOURCES ${cloudshell-command-vms:cloudshell-command-vms@catalog}
//SOURCES ${cloudshell-query:cloudshell-query@catalog}
//SOURCES ${cloudshell-shell:cloudshell-shell@catalog}
//SOURCES ${cloudshell-simulator:cloudshell-simulator@catalog}
//SOURCES ${audience-check:audience-check@catalog}
//SOURCES ${demo:demo@catalog}
//SOURCES ${doctor:doctor@catalog}
//SOURCES ${exec:exec@catalog}
//SOURCES ${list-vms:list-vms@catalog}
//SOURCES ${mcp:mcp@catalog}
//SOURCES ${query:query@catalog}
//SOURCES ${rest:rest@catalog}
//SOURCES ${shell:shell@catalog}
//SOURCES ${simulator:simulator@catalog}
//SOURCES ${token:token@catalog}

// To make it your own: copy this file, rename the class, and add your commands to COMMANDS; call() has the values.

import cloudshell.cli.Command;
import cloudshell.cli.Exit;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.completion.Completion;
import cloudshell.commands.completion.CompletionWords;
import cloudshell.commands.rest.RestRequest;
import cloudshell.simulator.Simulator;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.vm.VmFilter;
import java.util.List;
import java.util.Map;

@SuppressWarnings("auxiliaryclass") // each script's class is named for reading, not as its file
class CompletionScript {
    static final Command COMMAND = new Command(
            "completion",
            "prints one completion script for all commands",
            "bash|zsh|fish",
            """
            Write it to a file once and have your shell read that; it starts no program then. It
            knows options and values: audiences, power states, clouds, faults, methods.
            """,
            List.of(Options.WITHOUT_TOKENS),
            """
            jbang completion@catalog bash > ~/.jbang/completion.bash
            echo '. ~/.jbang/completion.bash' >> ~/.bashrc
            jbang completion@catalog zsh > ~/.jbang/completion.zsh
            jbang completion@catalog fish > ~/.config/fish/completions/jbang.fish
            """);

    static final List<Command> COMMANDS = List.of(
            AudienceCheckScript.COMMAND,
            COMMAND,
            Demo.COMMAND,
            Doctor.COMMAND,
            ExecScript.COMMAND,
            ListVms.COMMAND,
            Mcp.COMMAND,
            QueryScript.COMMAND,
            Rest.COMMAND,
            ShellScript.COMMAND,
            SimulatorScript.COMMAND,
            Token.COMMAND);

    public static void main(String[] args) {
        COMMAND.main(args, CompletionScript::call);
    }

    static int call(Invocation call) {
        var kinds = Map.of(
                "AUDIENCE", Audience.names(),
                "STATE", VmFilter.powerStates(),
                "CLOUD", Cloud.known().stream().map(Cloud::azName).toList(),
                "FAULT[:COUNT]", Simulator.faults(),
                "METHOD", RestRequest.METHODS);
        call.out().print(Completion.script(Completion.shell(call), new CompletionWords(COMMANDS, kinds)));
        return Exit.DONE;
    }
}
