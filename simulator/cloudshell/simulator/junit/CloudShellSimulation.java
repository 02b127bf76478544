//DEPS org.junit.jupiter:junit-jupiter-api:5.14.4
//SOURCES ../../../../lib/cloudshell/managedidentity/ManagedIdentityEndpoint.java ../Simulator.java
//SOURCES SimulationExtension.java
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
 * {@code Map<String, String>}. A parameter of type {@link cloudshell.managedidentity.ManagedIdentityEndpoint} lends its sign-in to a program that the
 * test starts. Where a test fails, the requests that came during it are printed to stderr.
 *
 * <pre>{@code
 * @CloudShellSimulation(vms = 3)
 * class InventoryTest {
 *     @Test
 *     void countsTheMachines(Map<String, String> environment) {
 *         var azure = CloudShell.connect(Settings.of(environment));
 *         assertEquals(3, azure.vms().list().count());
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
    /** How many subscriptions there are. */
    int subscriptions() default 1;

    /** How many machines each has. */
    int vms() default 16;

    /** How many elements come on a page. */
    int pageSize() default 100;

    /** How long a token lives, in seconds. */
    long tokenLife() default 3600;

    /** Failures to simulate, {@code TARGET-EFFECT[:COUNT]}, as {@code simulator --help} lists them. */
    String[] faults() default {};

    /** Another estate than the usual one. */
    long seed() default 0;

    /** Whether it speaks TLS as well; the environment then has what makes clients trust it. */
    boolean https() default false;
}
