//DESCRIPTION JShell with the library loaded and short verbs for it
//DEPS ../lib/cloudshell/shell/Shell.java

// To make it your own: copy this file, write the whole path or address of Shell.java behind //DEPS, add your methods.

import cloudshell.CloudShell
import cloudshell.arm.*
import cloudshell.token.*
import cloudshell.vm.*
import com.fasterxml.jackson.databind.JsonNode
import static cloudshell.shell.Shell.*

System.out.println("Azure Cloud Shell toolkit " + CloudShell.VERSION + ": token() vms() subscriptions() get(path) list(path) claims()")
System.out.println("help() explains them, /exit ends.")
