// Why this file exists: what we write by a stream is read back by another parser, the way others will read it.
package org.backlot.shared.editorial;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** An element of a parsed document, asked in few words. */
record XmlTree(Element element) {

    /** The root; refuses what is not well-formed. */
    static XmlTree parse(String text) {
        try {
            return new XmlTree(document(text).getDocumentElement());
        } catch (Exception e) {
            throw new AssertionError("Not well-formed:\n" + text, e);
        }
    }

    private static Document document(String text) throws Exception {
        var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(text)));
    }

    String tag() {
        return element.getTagName();
    }

    List<XmlTree> children() {
        List<XmlTree> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(new XmlTree(child));
            }
        }
        return children;
    }

    List<XmlTree> children(String tag) {
        return children().stream().filter(child -> child.tag().equals(tag)).toList();
    }

    /** The only element at this path. */
    XmlTree at(String... path) {
        XmlTree here = this;
        for (String tag : path) {
            List<XmlTree> found = here.children(tag);
            if (found.size() != 1) {
                throw new AssertionError(found.size() + " elements <" + tag + "> in <" + here.tag() + ">");
            }
            here = found.getFirst();
        }
        return here;
    }

    Optional<XmlTree> maybe(String tag) {
        return children(tag).stream().findFirst();
    }

    String text() {
        return element.getTextContent();
    }

    long number() {
        return Long.parseLong(text());
    }

    Optional<String> attribute(String name) {
        return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
    }

    String required(String name) {
        return attribute(name).orElseThrow(() -> new AssertionError("<" + tag() + "> has no " + name));
    }
}
