/** JUnit 5 tests against the simulator: {@link cloudshell.simulator.junit.CloudShellSimulation}. */
package cloudshell.simulator.junit;
