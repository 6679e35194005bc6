package org.backlot.platform.app.wiring;

import org.backlot.platform.app.Role;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * Finds the parts of each module. The packages say the layer, the layer says the role. Rules and views are everywhere:
 * every process may decide a command, and any may be asked to rebuild a view.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan({"org.backlot.*.command", "org.backlot.*.projection", "org.backlot.*.app"})
class RoleParts {
    /** REST that accepts commands. */
    @Configuration(proxyBeanMethods = false)
    @OnRole(Role.COMMAND)
    @ComponentScan("org.backlot.*.rest")
    static class Commands {}

    /** Reads and sockets. */
    @Configuration(proxyBeanMethods = false)
    @OnRole(Role.QUERY)
    @ComponentScan("org.backlot.*.query")
    static class Queries {}

    /** Processes and deadlines. */
    @Configuration(proxyBeanMethods = false)
    @OnRole(Role.SAGA)
    @ComponentScan("org.backlot.*.saga")
    static class Sagas {}

    /** Effects on the world. */
    @Configuration(proxyBeanMethods = false)
    @OnRole(Role.WORKER)
    @ComponentScan("org.backlot.*.worker")
    static class Workers {}
}
