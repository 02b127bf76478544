//DEPS org.junit.jupiter:junit-jupiter-api:5.14.4
//SOURCES SimulationExtension.java
//SOURCES ../../../../lib/cloudshell/managedidentity/ManagedIdentityEndpoint.java ../Simulator.java
package cloudshell.simulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test, or all tests of a class, against a simulated Cloud Shell.
 *
 * <p>On a class it starts one for all its tests, on a method one for that test alone. Tests, constructors and methods
 * around them get it as a parameter of type {@link cloudshell.simulator.Simulator}, and its environment as one of type
 * {@code Map<String, String>}. A parameter of type {@link cloudshell.managedidentity.ManagedIdentityEndpoint} issues
 * its tokens to a program that the test starts. If a test fails, the requests that came during it are printed to stderr.
 *
 * <pre>{@code
 * @CloudShellSimulation(vms = 3)
 * class InventoryTest {
 *     @Test
 *     void countsTheVms(Map<String, String> environment) {
 *         var azure = CloudShell.connect(Settings.of(environment));
 *         var vms = "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01";
 *         assertEquals(3, azure.arm().list(azure.subscriptions().filledIn(vms)).count());
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SimulationExtension.class)
public @interface CloudShellSimulation {
    /** Number of subscriptions. */
    int subscriptions() default 1;

    /** VMs in each subscription. */
    int vms() default 16;

    /** Elements on a page. */
    int pageSize() default 100;

    /** Lifetime of a token, in seconds. */
    long tokenLife() default 3600;

    /** Faults to simulate, {@code TARGET-EFFECT[:COUNT]}, as {@code simulator --help} lists them. */
    String[] faults() default {};

    /** Seed of the generated sample tenant. */
    long seed() default 0;

    /** Returns whether it speaks TLS as well; the environment then has what makes clients trust it. */
    boolean https() default false;
}
