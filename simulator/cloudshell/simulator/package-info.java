/** A simulated Azure Cloud Shell on localhost: {@link cloudshell.simulator.Simulator} starts it. */
package cloudshell.simulator;
