package org.backlot.identity.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.NationalId;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.command.nafath.NafathProvider;
import org.backlot.identity.command.nafath.NafathTerms;
import org.backlot.identity.command.nafath.NationalIdentities;
import org.backlot.identity.rest.NafathController.ClaimedIdentity;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

class NafathControllerTest {
    private final NafathProvider provider = mock(NafathProvider.class);
    private final CommandGateway commands = mock(CommandGateway.class);

    @Test
    @DisplayName("IDN-8: where the provider is not configured nothing is begun, and it is said what to set")
    void no_provider() {
        doThrow(Rejection.of(CommonRejection.PROVIDER_NOT_CONFIGURED, "set the key"))
                .when(provider)
                .requireConfigured();

        assertThat(refusal("sesame").detail()).isEqualTo("set the key");
        verifyNoInteractions(commands);
        verify(provider, never()).ask(any());
    }

    @Test
    @DisplayName("IDN-8: without a secret no answer could be believed, so nothing is asked")
    void no_secret() {
        assertThat(refusal("").detail()).contains("BACKLOT_NAFATH_WEBHOOK_SECRET");
        verifyNoInteractions(commands);
        verify(provider, never()).ask(any());
    }

    private Rejection refusal(String secret) {
        var controller = new NafathController(
                new AtOnce(),
                commands,
                provider,
                new NafathTerms(secret, Duration.ofMinutes(5)),
                mock(NationalIdentities.class),
                () -> new UUID(1, 1));
        var refusal = Optional.ofNullable(catchThrowableOfType(
                        Rejection.class,
                        () -> controller
                                .initiateNafath(request(), new ClaimedIdentity(new NationalId("1074563204")))
                                .block()))
                .orElseThrow();
        assertThat(refusal.code()).isEqualTo(CommonRejection.PROVIDER_NOT_CONFIGURED);
        return refusal;
    }

    private static WriteRequest request() {
        var caller = new Caller(
                new AccountId(new UUID(1, 2)),
                new SessionId(new UUID(1, 3)),
                AccountRole.TALENT,
                new WorkspaceId(new UUID(1, 4)),
                true);
        return new WriteRequest(
                Optional.of(caller),
                Optional.empty(),
                Optional.empty(),
                "POST",
                "/api/v1/auth/nafath/initiate",
                new NetworkAddress("127.0.0.1"),
                "request",
                "0123456789abcdef0123456789abcdef");
    }

    /** Runs the work where it stands, without a transaction. */
    private static final class AtOnce implements Writes {
        @Override
        public <R> Mono<ResponseEntity<R>> run(
                WriteRequest request, Object body, Class<R> answerType, Supplier<Answer<R>> work) {
            return Mono.fromSupplier(() -> {
                var answer = work.get();
                return ResponseEntity.status(answer.status()).body(answer.body());
            });
        }
    }
}
