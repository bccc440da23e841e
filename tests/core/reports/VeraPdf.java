import java.io.FileInputStream;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Checks PDFs against veraPDF's rules for PDF/UA-1; the profile is read here because the archive lacks JAXB. */
public class VeraPdf {
    private static final PDFAFlavour FLAVOUR = PDFAFlavour.PDFUA_1;

    public static void main(String[] paths) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile();
        for (String path : paths) {
            try (FileInputStream file = new FileInputStream(path);
                    PDFAParser parser = Foundries.defaultInstance().createParser(file, FLAVOUR)) {
                ValidationResult result = ValidatorFactory.createValidator(profile, false).validate(parser);
                System.out.println(path + "\t" + result.isCompliant() + "\t" + result.getTotalAssertions());
                for (TestAssertion each : result.getTestAssertions()) {
                    System.out.println("\t" + each.getRuleId() + "\t" + each.getMessage() + "\t" + each.getLocation());
                }
            }
        }
    }

    private static ValidationProfile profile() throws Exception {
        Document read = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(VeraPdf.class.getResourceAsStream("/org/verapdf/pdfa/validation/PDFUA-1.xml"));
        Set<Rule> rules = new HashSet<>();
        NodeList found = read.getElementsByTagName("rule");
        for (int n = 0; n < found.getLength(); n++) {
            rules.add(rule((Element) found.item(n)));
        }
        Set<Variable> variables = new HashSet<>();
        found = read.getElementsByTagName("variable");
        for (int n = 0; n < found.getLength(); n++) {
            Element each = (Element) found.item(n);
            variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"),
                    text(each, "defaultValue"), text(each, "value")));
        }
        return Profiles.profileFromValues(FLAVOUR,
                Profiles.profileDetailsFromValues("PDF/UA-1", "ISO 14289-1:2014", "veraPDF", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element each) {
        Element id = (Element) each.getElementsByTagName("id").item(0);
        ErrorDetails error = Profiles.errorFromValues(text(each, "message"), Collections.emptyList());
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(PDFAFlavour.Specification.ISO_14289_1, id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                each.getAttribute("object"), each.hasAttribute("deferred") && Boolean.parseBoolean(each.getAttribute("deferred")),
                each.getAttribute("tags"), text(each, "description"), text(each, "test"), error, Collections.emptyList());
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
