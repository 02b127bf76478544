package cloudshell.commands.mcp.content;

import cloudshell.http.SafeText;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognizes fields that hold secrets by their names, and masks what looks like a secret within a text. */
final class SecretFields {
    static final String MASK = "***";

    /** Parts of names, in lower case and without separators. */
    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|passphrase|pwd$|secret|credential|token"
                    + "|apikey|accesskey|accountkey|storagekey|sharedkey|privatekey|adminkey|masterkey|querykey|functionkey|hostkey"
                    + "|systemkey|signingkey|encryptionkey|authkey|authorizationkey|licensekey|registrationkey|subscriptionkey"
                    + "|workspacekey|instrumentationkey|integrationkey|servicekey|primarykey|secondarykey"
                    + "|(?:primary|secondary)\\w*key|connectionstring|protectedsettings"
                    + "|customdata|userdata|kubeconfig|signature$|cookies?$|sas$|sas(?:token|url|uri|key)"
                    + "|pfx|privatecertificate|^key[12]$|^keyvalue$|^pat$|^jwt$|otp$|(?:env|environmentvariables|settings|secrets|connectionstrings)\\d+value$|cloudinit|callbackurl|webhookurl");

    /** Endings of the names of fields that describe a secret and do not hold it. */
    private static final Pattern ABOUT = Pattern.compile(
            "(?:uri|url|id|ids|name|names|identifier|identifiers|version|type"
                    + "|kind|source|expiry|expiration|expireson|expires|enabled|policy|policies|status|state|lifetime|endpoint|thumbprint"
                    + "|audience|issuer|count|reference|required|length|date|time|datetime|mode|provider|permissions|format"
                    + "|minutes|seconds|hours|days|days?toexpiration|rotation|authentication|authorizationrules?|scope)$");

    private static final Pattern ALWAYS =
            Pattern.compile("sas(?:token|url|uri)$|callbackurl$|webhookurl$|protectedsettings");
    private static final Pattern PAGING = Pattern.compile("(?:skip|next|continuation|page)token$|^secrets$|^keys$");

    private static final Pattern NAMED_VALUE =
            Pattern.compile("(?i)\\b(sig|AccountKey|SharedAccessKey(?!Name)|SharedSecret"
                    + "|SharedAccessSignature|password|passwd|pwd|client_?secret|refresh_token|access_token|id_token|api[-_]?key"
                    + "|x-functions-key|ocp-apim-subscription-key)(\"?\\s{0,3}[=:]\\s{0,3}[\"']?)[^\\s&;,\"'<>]+");
    private static final Pattern SCHEME =
            Pattern.compile("(?i)\\b(Bearer|Basic|SharedAccessSignature) +[\\w+/.~=%&-]{8,}");
    private static final Pattern USER_INFO = Pattern.compile("(://[^/\\s:@]{1,200}:)[^/\\s@]{1,500}@");
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN ([A-Z ]{0,30})PRIVATE KEY-----(?:(?!-----END ).)*+(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?");

    /** Keys of storage, Cosmos DB, search, functions, BitLocker, secrets of Entra, tokens of GitHub, by their form. */
    private static final Pattern FORM = Pattern.compile(
            "(?<!\\d)\\d{6}(?:-\\d{6}){7}(?!\\d)|(?<=[?&]code=)[\\w%/+=-]{20,}|(?<![\\w+/])[A-Za-z0-9+/]{86}==|[\\w.~-]{3}[78]Q~[\\w.~-]{31,34}"
                    + "|\\bgh[pousr]_[A-Za-z0-9]{36,}|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,}(?:JQQJ99|\\+ASt|\\+ABa|\\+ARm|ACDb|AzFu|AzSe|AzCa|APIM|AIoT)"
                    + "[A-Za-z0-9+/]{4,}={0,2}");

    private static final Pattern WEB_TOKEN = Pattern.compile("eyJ[\\w-]++\\.eyJ[\\w-]++\\.[\\w-]*+");

    private SecretFields() {}

    /** Masks whole JSON Web Tokens. */
    static String withoutTokens(String text) {
        return WEB_TOKEN.matcher(text).replaceAll(MASK);
    }

    /** Returns whether a field of this name holds a secret. */
    static boolean isSecret(String name) {
        var plain = plain(name);
        if (ALWAYS.matcher(plain).find()) {
            return true;
        }
        return SECRET.matcher(plain).find()
                && !ABOUT.matcher(plain).find()
                && !PAGING.matcher(plain).find();
    }

    /** Returns whether a field of this name within a secret describes it and does not hold it. */
    static boolean isAbout(String name) {
        var plain = plain(name);
        return ABOUT.matcher(plain).find() && !ALWAYS.matcher(plain).find();
    }

    /** Returns letters and digits in lower case, full-width ones and the like in their usual form. */
    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[^A-Za-z0-9]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Masks what looks like a secret. */
    static String masked(String text) {
        if (text.length() < 8) {
            return text;
        }
        var masked = SafeText.withoutSecrets(text, "");
        masked = PRIVATE_KEY.matcher(masked).replaceAll(MASK);
        masked = NamedValues.masked(masked, SecretFields::isSecret, MASK);
        masked = NAMED_VALUE.matcher(masked).replaceAll("$1$2" + MASK);
        masked = SCHEME.matcher(masked).replaceAll("$1 " + MASK);
        masked = USER_INFO.matcher(masked).replaceAll("$1" + MASK + "@");
        return FORM.matcher(masked).replaceAll(MASK);
    }
}
