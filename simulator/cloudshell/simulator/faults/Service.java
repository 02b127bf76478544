package cloudshell.simulator.faults;

/** A service of the simulator, as faults name them. */
public enum Service {
    TOKEN,
    ARM,
    MICROSOFT_GRAPH,
    VAULT
}
