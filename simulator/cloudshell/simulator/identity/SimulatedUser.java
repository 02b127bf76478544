package cloudshell.simulator.identity;

/** The tenant and the user of the simulation; both are invented. */
public final class SimulatedUser {
    public static final String TENANT = "72f988bf-0000-4000-8000-000000000001";
    public static final String USER = "0a1b2c3d-0000-4000-8000-000000000002";
    public static final String NAME = "Simulated User";
    public static final String MAIL = "user@simulator.example";

    private SimulatedUser() {}
}
