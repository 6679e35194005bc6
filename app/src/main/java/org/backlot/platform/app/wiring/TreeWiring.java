package org.backlot.platform.app.wiring;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.backlot.eventstore.tree.VerifierKey;
import org.backlot.log.app.Following;
import org.backlot.log.app.LogCheck;
import org.backlot.log.app.SignedTree;
import org.backlot.log.app.TreeFollowing;
import org.backlot.log.app.TreeProofs;
import org.backlot.platform.app.Role;
import org.backlot.shared.Sealer;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The Merkle tree over the log: who grows and signs it, who proves from it. */
@Configuration(proxyBeanMethods = false)
class TreeWiring {
    @Bean
    SignedTree signedTree(
            HikariDataSource connectionPool, Sealer sealer, SecureRandom random, Environment environment) {
        return new SignedTree(
                connectionPool,
                sealer,
                random,
                Optional.ofNullable(environment.getProperty("backlot.log.origin"))
                        .filter(origin -> !origin.isBlank()));
    }

    @Bean
    @OnRole(Role.PROJECTION)
    Following treeFollowing(SignedTree tree) {
        return new TreeFollowing(tree);
    }

    @Bean
    TreeProofs treeProofs(SignedTree tree, Environment environment) {
        var witnesses = Binder.get(environment)
                .bind("backlot.log.witnesses", Bindable.listOf(String.class))
                .orElse(List.of());
        return new TreeProofs(tree, witnesses.stream().map(VerifierKey::parse).toList());
    }

    @Bean
    LogCheck logCheck(HikariDataSource connectionPool) {
        return new LogCheck(connectionPool);
    }
}
