package org.backlot.platform.app.wiring;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.SecureRandom;
import java.time.Clock;
import org.backlot.platform.app.crypto.DerivedSecrets;
import org.backlot.platform.app.crypto.JdbcSubjectKeys;
import org.backlot.platform.app.crypto.MasterKey;
import org.backlot.platform.app.crypto.MasterKeyCheck;
import org.backlot.platform.app.crypto.SubjectSeal;
import org.backlot.shared.Sealer;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.personal.SubjectKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Time, chance and secrets: the three things that nothing else may fetch for itself. */
@Configuration(proxyBeanMethods = false)
class SecretsWiring {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    IdSource idSource() {
        return UuidCreator::getTimeOrderedEpoch;
    }

    @Bean
    DerivedSecrets derivedSecrets(@Value("${backlot.master-key}") String masterKey, SecureRandom random) {
        return new DerivedSecrets(MasterKey.fromBase64(masterKey), random);
    }

    @Bean
    SubjectKeys subjectKeys(JdbcClient jdbc, Sealer sealer, SecureRandom random, Clock clock) {
        return new JdbcSubjectKeys(jdbc, sealer, random, clock);
    }

    @Bean
    MasterKeyCheck masterKeyCheck(JdbcClient jdbc, DerivedSecrets secrets) {
        return new MasterKeyCheck(jdbc, secrets);
    }

    @Bean
    SubjectSeal subjectSeal(SecureRandom random) {
        return new SubjectSeal(random);
    }
}
