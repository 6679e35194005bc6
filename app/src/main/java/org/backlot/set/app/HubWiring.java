// Why this file exists: a wrong list of hubs must stop the start of a node, not lead its devices astray.
package org.backlot.set.app;

import java.util.List;
import java.util.Optional;
import org.backlot.platform.app.Role;
import org.backlot.platform.app.wiring.OnRole;
import org.backlot.set.query.hub.Hub;
import org.backlot.set.query.hub.HubSettings;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The hubs of the live set, from {@code backlot.set.hubs} and {@code backlot.set.hub}. */
@Configuration(proxyBeanMethods = false)
class HubWiring {
    @Bean
    @OnRole(Role.QUERY)
    HubSettings hubSettings(Environment environment) {
        var hubs =
                Binder.get(environment)
                        .bind("backlot.set.hubs", Bindable.listOf(String.class))
                        .orElse(List.of())
                        .stream()
                        .filter(hub -> !hub.isBlank())
                        .map(Hub::parse)
                        .toList();
        var served = Optional.ofNullable(environment.getProperty("backlot.set.hub"))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
        return new HubSettings(hubs, served);
    }
}
