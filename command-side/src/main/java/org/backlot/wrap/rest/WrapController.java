// Why this file exists: a lead signs what he has seen, and nothing that changed behind his back.
package org.backlot.wrap.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.ProjectId;
import org.backlot.wrap.api.DailyReportCommand;
import org.backlot.wrap.api.DailyReportEvent.DailyReportSigned;
import org.backlot.wrap.api.DailyReports;
import org.backlot.wrap.api.WrapRejection;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Commands at the end of the day. */
@RestController
@RequestMapping("/api/v1/wrap")
public class WrapController {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final DailyReports reports;
    private final IdSource ids;

    public WrapController(Writes writes, Gate gate, CommandGateway commands, DailyReports reports, IdSource ids) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.reports = reports;
        this.ids = ids;
    }

    /**
     * @param day the shooting day, {@code 2026-11-20}
     * @param digest the digest of the report that was read
     * @param reportId names the sign-off; a fresh one where absent
     */
    public record SignReportBody(
            ProjectId projectId,
            LocalDate day,
            String digest,
            @Nullable DailyReportId reportId) {
        public SignReportBody {
            // The platform names a missing field; until then nothing can be checked of it.
            if (digest != null && !DIGEST.matcher(digest).matches()) {
                throw new IllegalArgumentException("must be 64 lower-case hexadecimal digits");
            }
        }
    }

    /**
     * A sign-off that stands.
     *
     * @param amendment 0 for the first sign-off of the day, then 1, 2, …
     * @param wrapToken the digest under the server's seal; an escrow release asks for it
     */
    public record SignOffView(
            DailyReportId reportId,
            ProjectId projectId,
            LocalDate day,
            int amendment,
            String digest,
            String wrapToken,
            AccountId signedBy,
            Instant signedAt) {

        static SignOffView of(DailyReportSigned signed) {
            return new SignOffView(
                    signed.reportId(),
                    signed.projectId(),
                    signed.shootingDay(),
                    signed.amendment(),
                    signed.digest(),
                    signed.wrapToken(),
                    signed.signedBy(),
                    signed.at());
        }
    }

    /** Signs the report of a shooting day as the caller has seen it. */
    @PostMapping("/protocol/dpr")
    @Operation(
            summary = "Sign the daily production report",
            description = "Signs the report whose digest is given. Other than the report as it stands is refused;"
                    + " a later sign-off with another digest is an amendment. (WRP-1; CLAP week 7)")
    @Refuses({"REPORT_CHANGED", "NOTHING_TO_REPORT", "ID_TAKEN", "PROJECTION_BEHIND", "NOT_FOUND"})
    public Mono<ResponseEntity<SignOffView>> sign(WriteRequest request, @RequestBody SignReportBody body) {
        var reportId = Optional.ofNullable(body.reportId()).orElseGet(() -> new DailyReportId(ids.next()));
        return writes.run(request, body, SignOffView.class, () -> {
            gate.require(request.caller(), Permission.SIGN_DAILY_REPORT, body.projectId());
            var current = reports.compile(body.projectId(), body.day(), reports.head())
                    .digest();
            if (!current.equals(body.digest())) {
                throw Rejection.of(WrapRejection.REPORT_CHANGED).at("digest").with("digest", current);
            }
            DailyReportSigned signed = commands.sendAndWait(new DailyReportCommand.SignDailyReport(
                    reportId,
                    body.projectId(),
                    body.day(),
                    body.digest(),
                    request.caller().accountId()));
            return Answer.created(SignOffView.of(signed));
        });
    }
}
