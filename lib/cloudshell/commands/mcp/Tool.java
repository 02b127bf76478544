package cloudshell.commands.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A tool that reads something and changes nothing. */
interface Tool {
    String name();

    String title();

    /** Returns what it does, for an agent: its bounds, and how to get the rest. */
    String description();

    List<Parameter> parameters();

    /** Returns the properties of a result, as a JSON schema has them; the server adds those that all results have. */
    ObjectNode resultProperties();

    /**
     * Runs the tool.
     *
     * @return the result, in which only text of this server is not yet cleaned
     * @throws cloudshell.token.CloudShellException if it fails
     */
    ObjectNode call(ToolCall call);
}
