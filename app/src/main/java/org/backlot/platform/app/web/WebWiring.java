package org.backlot.platform.app.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.reactor.netty.autoconfigure.ReactorNettyProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;

/** How JSON, ids and parameters are read: strictly, so that a mistake is told and never guessed away. */
@Configuration(proxyBeanMethods = false)
class WebWiring implements WebFluxConfigurer {
    @Override
    public WebSocketService getWebSocketService() {
        return new HandshakeWebSocketService(new UpgradeOnEventLoop());
    }

    private final RequestParameters parameters;

    WebWiring(RequestParameters parameters) {
        this.parameters = parameters;
    }

    @Bean
    static JsonMapperBuilderCustomizer strictJson() {
        return builder -> builder.enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(tools.jackson.databind.cfg.EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .changeDefaultPropertyInclusion(inclusion ->
                        inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL));
    }

    /** Event loops of its own: those that a process shares would end for all with the first program in it that ends. */
    @Bean
    static ReactorResourceFactory eventLoops(ReactorNettyProperties netty) {
        var eventLoops = new ReactorResourceFactory();
        eventLoops.setUseGlobalResources(false);
        Optional.ofNullable(netty.getShutdownQuietPeriod()).ifPresent(eventLoops::setShutdownQuietPeriod);
        return eventLoops;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(parameters);
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(new ParsedValues());
    }

    /** Path and query values become our value types by their own {@code parse(String)}. */
    private static final class ParsedValues implements ConditionalGenericConverter {
        @Override
        public boolean matches(TypeDescriptor source, TypeDescriptor target) {
            return source.getType() == String.class && parser(target.getType()) != null;
        }

        @Override
        public @Nullable Set<ConvertiblePair> getConvertibleTypes() {
            return null;
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            var parser = parser(to.getType());
            if (source == null || parser == null) {
                return null;
            }
            try {
                return parser.invoke(null, source);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(parser + " must be public", e);
            }
        }

        private static @Nullable Method parser(Class<?> type) {
            if (!type.getName().startsWith("org.backlot.")) {
                return null;
            }
            try {
                return type.getMethod("parse", String.class);
            } catch (NoSuchMethodException e) {
                return null;
            }
        }
    }
}
