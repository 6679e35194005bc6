// Why this file exists: annotated controllers are mapped by the framework, a socket is mapped by hand.
package org.backlot.clips.query.socket;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Puts the socket at its path, before the annotated controllers. */
@Configuration(proxyBeanMethods = false)
class JobSocketMapping {
    private static final int BEFORE_CONTROLLERS = -1;

    @Bean
    HandlerMapping jobSocketHandlerMapping(JobSocket socket) {
        return new SimpleUrlHandlerMapping(Map.of(JobSocket.PATH + "*", socket), BEFORE_CONTROLLERS);
    }
}
