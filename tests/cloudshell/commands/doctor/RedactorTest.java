package cloudshell.commands.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "MSI_ENDPOINT=http://localhost:50342/oauth2/token?sig=abc&x=1 | MSI_ENDPOINT=http://localhost:50342/oauth2/token",
                "asks https://tokens.contoso.example/a/b?sig=1, and stops  | asks (hidden), and stops",
                "Resource Manager, https://management.azure.com/, responds  | Resource Manager, https://management.azure.com/, responds",
                "there is no subscription 'Contoso Payroll'                | there is no subscription '(hidden)'",
                "Please run 'az login' to setup account.                   | Please run 'az login' to setup account.",
                "ann@contoso.example at 10.1.2.3 and 127.0.0.1             | (hidden) at (hidden) and 127.0.0.1",
                "in 10000000-0000-4000-8000-000000000001                   | in (hidden)",
            })
    void whatIsMadeForAnIssueSaysNeitherWhoNorWhere(String text, String shown) {
        assertEquals(shown, Redactor.text(text, List.of()));
    }
}
