package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import harness.Project;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class PublishedTest {
    @Test
    void theLibraryHasTheSameCoordinatesForJBangAndForMaven() throws Exception {
        var coordinates = pom("groupId") + ":" + pom("lib/pom.xml", "artifactId") + ":" + pom("version");

        assertTrue(
                Project.read("lib/cloudshell/CloudShell.java").startsWith("//GAV " + coordinates + "\n"), coordinates);
        assertEquals(CloudShell.VERSION, pom("version"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "description",
                "url",
                "licenses/license/url",
                "developers/developer/name",
                "scm/url",
                "scm/connection"
            })
    void thePomHasWhatMavenCentralWants(String element) throws Exception {
        assertFalse(pom(element).isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib", "simulator", "tests"})
    void modulesHaveTheParentsVersion(String module) throws Exception {
        assertEquals(pom("version"), pom(module + "/pom.xml", "parent/version"));
    }

    private static String pom(String element) throws Exception {
        return pom("pom.xml", element);
    }

    private static String pom(String file, String element) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Project.root().resolve(file).toFile());
        return XPathFactory.newInstance().newXPath().evaluate("/project/" + element, pom);
    }
}
