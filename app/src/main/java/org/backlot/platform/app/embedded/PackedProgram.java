// Programs travel inside jars. Whether one has been unpacked already must be known without reading it: that would take
// longer than starting it.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/** A program, or an archive of programs, as a resource on the class path. */
record PackedProgram(String name, URL resource) {

    /** @param path of the resource, from the root of the class path */
    static Optional<PackedProgram> find(String name, String path) {
        return Optional.ofNullable(PackedProgram.class.getResource(path)).map(url -> new PackedProgram(name, url));
    }

    /** Its name and the check sum that jars keep of their content, so that another version gets another name. */
    String version() throws IOException {
        return name + "-" + HexFormat.of().toHexDigits((int) checkSum());
    }

    private long checkSum() throws IOException {
        if (resource.openConnection() instanceof JarURLConnection inJar) {
            return inJar.getJarEntry().getCrc();
        }
        var sum = new CRC32();
        sum.update(content());
        return sum.getValue();
    }

    byte[] content() throws IOException {
        try (var stream = resource.openStream()) {
            return stream.readAllBytes();
        }
    }
}
