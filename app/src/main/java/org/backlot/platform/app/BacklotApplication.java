package org.backlot.platform.app;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/** Where Spring begins. What exists is decided in {@code wiring}, by role. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = R2dbcAutoConfiguration.class)
@ComponentScan("org.backlot.platform.app.wiring")
public class BacklotApplication {}
