// Why this file exists: the handshake is where a stranger is kept out; the token must be found there or not at all.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubProtocolTokenTest {
    @Test
    @DisplayName("SET-1: a browser's token comes as a sub-protocol beside that of a form, in one header or several")
    void found() {
        assertThat(SubProtocolToken.in(List.of("backlot.v1.cbor, bearer.aa.bb.c-_")))
                .contains("aa.bb.c-_");
        assertThat(SubProtocolToken.in(List.of("backlot.v1.cbor, backlot.v1, bearer.aa.bb.cc")))
                .contains("aa.bb.cc");
        assertThat(SubProtocolToken.in(List.of("backlot.v1, bearer.aa.bb.c-_"))).contains("aa.bb.c-_");
        assertThat(SubProtocolToken.in(List.of("bearer.aa.bb.cc", "backlot.v1")))
                .contains("aa.bb.cc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "backlot.v1",
                "bearer.aa.bb.cc",
                "backlot.v2, bearer.aa.bb.cc",
                "backlot.v1.xml, bearer.aa.bb.cc",
                "backlot.v1, bearer.",
                "backlot.v1, bearer.aa.bb",
                "backlot.v1, bearer.aa.bb.",
                "backlot.v1, bearer.aa.bb.cc dd",
                "backlot.v1, bearer.aa.bb.cc, bearer.dd.ee.ff",
                "backlot.v1, Bearer aa.bb.cc"
            })
    @DisplayName(
            "SET-1: without the sub-protocol of a form, or with none, several or malformed tokens there is no token")
    void not_found(String header) {
        assertThat(SubProtocolToken.in(List.of(header))).isEmpty();
    }

    @Test
    @DisplayName("SET-1: no header, no token; an endless one neither")
    void absent_or_endless() {
        assertThat(SubProtocolToken.in(List.of())).isEmpty();
        assertThat(SubProtocolToken.in(List.of("backlot.v1, bearer.a.b." + "c".repeat(9_000))))
                .isEmpty();
    }
}
