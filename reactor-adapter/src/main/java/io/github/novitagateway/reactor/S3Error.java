package io.github.novitagateway.reactor;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The code and message of a storage error. Nothing else of the body is kept: it can echo the headers it got, a key
 * among them.
 */
record S3Error(@Nullable String code, String message) {

    private static final XMLInputFactory XML = withoutExternalEntities();

    static S3Error parse(byte[] body) {
        String code = null;
        String message = "";
        try {
            // the parser would complain of malformed bytes on stderr
            XMLStreamReader reader =
                    XML.createXMLStreamReader(new StringReader(new String(body, StandardCharsets.UTF_8)));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "Code" -> code = reader.getElementText();
                        case "Message" -> message = reader.getElementText();
                        default -> {}
                    }
                }
            }
        } catch (XMLStreamException notXml) {
            // Whatever stands between us and the storage answered; what was read so far is what there is.
        }
        return new S3Error(code, message);
    }

    private static XMLInputFactory withoutExternalEntities() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
