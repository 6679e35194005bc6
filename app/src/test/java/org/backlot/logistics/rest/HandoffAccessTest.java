package org.backlot.logistics.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.Gate;
import org.backlot.logistics.api.DispatchCommand.PresentHandoffCode;
import org.backlot.logistics.api.DispatchStatus;
import org.backlot.logistics.api.HandoffCode;
import org.backlot.logistics.api.LogisticsRejection;
import org.backlot.logistics.command.telemetry.GearPositions;
import org.backlot.logistics.rest.DispatchController.HandoffBody;
import org.backlot.logistics.rest.DispatchController.HandoffStep;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.Claims;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What somebody is told who sends a code to a dispatch: nothing, unless they may know of it or have seen its code. */
class HandoffAccessTest {
    private static final ServerSecret SECRET = (_, text) -> {
        var digest = new byte[32];
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            digest[i % digest.length] = (byte) (digest[i % digest.length] * 31 + bytes[i]);
        }
        return digest;
    };
    private static final DispatchId DISPATCH = new DispatchId(new UUID(1, 1));
    private static final HandoffCodeId CODE = new HandoffCodeId(new UUID(1, 2));
    private static final AccountId CALLER = new AccountId(new UUID(1, 3));
    private static final String GENUINE =
            new HandoffCode(DISPATCH, CODE, Instant.parse("2026-11-20T06:05:00Z")).text(SECRET);
    private static final String OF_ANOTHER =
            new HandoffCode(new DispatchId(new UUID(1, 9)), CODE, Instant.parse("2026-11-20T06:05:00Z")).text(SECRET);

    private final Gate gate = mock(Gate.class);
    private final CommandGateway commands = mock(CommandGateway.class);
    private final DispatchController controller = new DispatchController(
            new AtOnce(), gate, commands, mock(Claims.class), SECRET, () -> new UUID(1, 4), mock(GearPositions.class));

    @Test
    @DisplayName("LOG-2: whoever has a genuine code is judged by the rules alone")
    void genuine() {
        when(commands.<Object>sendAndWait(any())).thenReturn(DispatchStatus.SCANNED);

        assertThat(Optional.ofNullable(send(GENUINE).block()).orElseThrow().getBody())
                .isEqualTo(new HandoffStep(DISPATCH, CODE, DispatchStatus.SCANNED));
        verify(commands).sendAndWait(new PresentHandoffCode(DISPATCH, CODE, CALLER));
        verifyNoInteractions(gate);
    }

    @Test
    @DisplayName("LOG-2: a stranger with a made-up code, or one of another dispatch, learns nothing")
    void stranger() {
        when(gate.requireOn(any(), eq(Permission.VIEW_CUSTODY), eq(DISPATCH.value())))
                .thenThrow(Rejection.of(CommonRejection.NOT_FOUND));

        assertThat(refusal("BLH1.nonsense").code()).isEqualTo(CommonRejection.NOT_FOUND);
        assertThat(refusal(OF_ANOTHER).code()).isEqualTo(CommonRejection.NOT_FOUND);
        verifyNoInteractions(commands);
    }

    @Test
    @DisplayName("LOG-2: somebody who may see the dispatch is told what is wrong with the code")
    void known() {
        assertThat(refusal("BLH1.nonsense").code()).isEqualTo(LogisticsRejection.HANDOFF_CODE_FORGED);
        assertThat(refusal(OF_ANOTHER).code()).isEqualTo(LogisticsRejection.HANDOFF_CODE_OF_ANOTHER_DISPATCH);
        verifyNoInteractions(commands);
    }

    private Mono<ResponseEntity<HandoffStep>> send(String code) {
        var caller = new Caller(
                CALLER, new SessionId(new UUID(1, 5)), AccountRole.TALENT, new WorkspaceId(new UUID(1, 6)), true);
        var request = new WriteRequest(
                Optional.of(caller),
                Optional.empty(),
                Optional.empty(),
                "PATCH",
                "/api/v1/logistics/dispatch/" + DISPATCH + "/handoff",
                new NetworkAddress("127.0.0.1"),
                "request",
                "0123456789abcdef0123456789abcdef");
        return controller.handoff(request, DISPATCH, new HandoffBody(code));
    }

    private Rejection refusal(String code) {
        return Optional.ofNullable(
                        catchThrowableOfType(Rejection.class, () -> send(code).block()))
                .orElseThrow();
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
