// Why this file exists: names from outside go into XML, so nothing but a writer that escapes them may put them there.
package org.backlot.shared.editorial;

import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An XML 1.0 document being written, indented by two blanks, for UTF-8.
 *
 * <p>Names of elements and attributes are ours; values may be anything: what XML has no way to say (control characters,
 * halves of characters, U+FFFE) becomes U+FFFD.
 */
final class XmlText {

    private static final String INDENT = "  ";
    private static final int REPLACEMENT = 0xFFFD;

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;
    private Optional<Begun> begun = Optional.empty();
    private int depth;

    private record Begun(String name, List<String> attributes) {}

    /** A document whose document type is its root element, without a grammar. */
    XmlText(String root) {
        try {
            // The one of the JDK, whatever else lies on the class path: its output is what the tests hold.
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            newLine();
            out.writeDTD("<!DOCTYPE " + root + ">");
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Begins an element; attributes are names and values in turn. */
    XmlText open(String name, String... attributes) {
        writeBegun();
        begun = Optional.of(new Begun(name, List.of(attributes)));
        return this;
    }

    /** Ends the innermost element. */
    XmlText close() {
        try {
            if (begun.isPresent()) {
                newLine();
                out.writeEmptyElement(begun.get().name());
                writeAttributes(begun.get().attributes());
                begun = Optional.empty();
            } else {
                depth--;
                newLine();
                out.writeEndElement();
            }
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** An element without content. */
    XmlText empty(String name, String... attributes) {
        return open(name, attributes).close();
    }

    /** An element that holds text. */
    XmlText value(String name, String value) {
        try {
            writeBegun();
            newLine();
            out.writeStartElement(name);
            out.writeCharacters(writable(value));
            out.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** An element that holds a number. */
    XmlText value(String name, long value) {
        return value(name, Long.toString(value));
    }

    /** The whole document; nothing can be written afterwards. */
    String end() {
        try {
            out.writeEndDocument();
            out.close();
            return text.append('\n').toString();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Only what comes next tells whether the element begun last is empty. */
    private void writeBegun() {
        try {
            if (begun.isPresent()) {
                newLine();
                out.writeStartElement(begun.get().name());
                writeAttributes(begun.get().attributes());
                begun = Optional.empty();
                depth++;
            }
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private void writeAttributes(List<String> attributes) throws XMLStreamException {
        for (int index = 0; index < attributes.size(); index += 2) {
            out.writeAttribute(attributes.get(index), writable(attributes.get(index + 1)));
        }
    }

    private void newLine() throws XMLStreamException {
        out.writeCharacters("\n" + INDENT.repeat(depth));
    }

    private static String writable(String value) {
        return value.codePoints()
                .map(codePoint -> isWritable(codePoint) ? codePoint : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The production Char of XML 1.0. */
    private static boolean isWritable(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || (codePoint >= 0x20 && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
                || codePoint >= 0x10000;
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("Text in memory could not be written as XML", e);
    }
}
