package org.backlot.platform.app.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.backlot.eventstore.LogNotices;
import org.backlot.eventstore.Tail;
import org.backlot.eventstore.axon.PostgresEventStorageEngine;
import org.backlot.log.api.LogSubscriber;
import org.backlot.log.api.Projection;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.log.app.DeadLetterDesk;
import org.backlot.log.app.DeadLetters;
import org.backlot.log.app.FollowerPositions;
import org.backlot.log.app.FollowerRows;
import org.backlot.log.app.Followers;
import org.backlot.log.app.Following;
import org.backlot.log.app.ParkingRules;
import org.backlot.log.app.PassedPositions;
import org.backlot.log.app.ProjectionRebuild;
import org.backlot.log.app.ProjectionSchemas;
import org.backlot.log.app.RecordedLog;
import org.backlot.log.app.SagaFollowing;
import org.backlot.log.app.SubscriberFollowing;
import org.backlot.log.app.Transactions;
import org.backlot.log.app.WriteWithTheLog;
import org.backlot.platform.app.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who follows the log in this process, by its roles. */
@Configuration(proxyBeanMethods = false)
class FollowerWiring {
    @Bean
    WriteWithTheLog writeWithTheLog(PostgresEventStorageEngine engine, JdbcClient jdbc) {
        return new WriteWithTheLog(engine, jdbc);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, Clock clock) {
        return new DeadLetters(jdbc, clock);
    }

    @Bean
    DeadLetterDesk deadLetterDesk(
            DeadLetters letters, FollowerPositions positions, Transactions transactions, CommandGateway commands) {
        return new DeadLetterDesk(letters, positions, transactions, commands);
    }

    @Bean
    ParkingRules parkingRules(
            @Value("${backlot.dead-letters.attempts:10}") int attempts,
            @Value("${backlot.dead-letters.most:1000}") int most,
            CommandGateway commands,
            Clock clock) {
        return new ParkingRules(attempts, most, commands::sendAndWait, clock);
    }

    @Bean
    Followers followers(
            @Value("${backlot.roles:all}") String roles,
            @Value("${backlot.views.gather}") Duration viewsGatherFor,
            List<LogSubscriber> subscribers,
            List<Following> others,
            ProjectionSchemas schemas,
            ProjectionRebuild rebuild,
            FollowerPositions positions,
            RecordedLog log,
            Transactions transactions,
            JdbcClient jdbc,
            Tail<TrackedEventMessage<?>> tail,
            LogNotices notices,
            PassedPositions passed,
            FollowerRows rows,
            DeadLetters letters,
            ParkingRules rules) {
        var own = Role.parse(roles);
        var followings = new ArrayList<Following>(others);
        subscribers.stream()
                .filter(subscriber -> !(subscriber instanceof WrittenWithTheLog))
                .filter(subscriber -> runsHere(subscriber, own))
                .map(subscriber -> new SubscriberFollowing(
                        subscriber, positions, passed, rows, log, transactions, jdbc, letters, rules, viewsGatherFor))
                .forEach(followings::add);
        return new Followers(followings, tail, notices, passed, rows, () -> {
            // Whoever starts first makes the tables: a query-only process must find them too.
            subscribers.stream()
                    .filter(Projection.class::isInstance)
                    .map(Projection.class::cast)
                    .filter(schemas::installLive)
                    .filter(WrittenWithTheLog.class::isInstance)
                    // Nobody follows the log for it, so what is in the log already must be filled in now.
                    .forEach(rebuild::compareAndSwap);
            subscribers.stream()
                    .filter(subscriber -> !(subscriber instanceof WrittenWithTheLog))
                    .forEach(subscriber -> positions.register(subscriber.name()));
            others.stream().filter(SagaFollowing.class::isInstance).forEach(saga -> positions.register(saga.name()));
        });
    }

    private static boolean runsHere(LogSubscriber subscriber, Set<Role> own) {
        return own.contains(subscriber instanceof Projection ? Role.PROJECTION : Role.WORKER);
    }
}
