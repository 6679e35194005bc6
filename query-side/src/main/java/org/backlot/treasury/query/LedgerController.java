package org.backlot.treasury.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.Optional;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.AsOf;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Money;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.ProjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The books of a project for its accountants (TRE-5; CLAP week 4). */
@RestController
@RequestMapping("/api/v1/treasury")
@Tag(name = "Treasury")
public class LedgerController {
    private static final String VIEW = "ledger";
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8;header=present");

    private final ReactiveGate gate;
    private final Reads reads;
    private final Ledger ledger;

    LedgerController(ReactiveGate gate, Reads reads, Ledger ledger) {
        this.gate = gate;
        this.reads = reads;
        this.ledger = ledger;
    }

    @GetMapping("/financials/ledger")
    @Operation(
            summary = "The ledger of a project",
            description =
                    "Every line since the budget was put in, oldest first, with running balances. With"
                            + " 'Accept: text/csv' all lines in one file. Needs VIEW_MONEY on the project. (TRE-5; CLAP week 4)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Page<LedgerLine>> ledger(
            ReadRequest request,
            @RequestParam ProjectId projectId,
            @Parameter(description = "A log position or an ISO 8601 instant: the ledger as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf,
            PageRequest page) {
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(until -> gate.require(request.caller(), Permission.VIEW_MONEY, projectId)
                        .then(reads.of(request, VIEW, () -> ledger.page(projectId, until, page))));
    }

    @GetMapping(path = "/financials/ledger", produces = "text/csv")
    @Operation(summary = "The ledger of a project as CSV", description = "RFC 4180, amounts in major units. (TRE-5)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<ResponseEntity<Flux<String>>> csv(
            ReadRequest request,
            @RequestParam ProjectId projectId,
            @RequestParam(required = false) @Nullable String asOf) {
        // Access and position are settled before the first byte, so that a refusal is still a problem document.
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(until -> gate.require(request.caller(), Permission.VIEW_MONEY, projectId)
                        .then(reads.of(request, VIEW, () -> Mono.just(until))))
                .map(until -> ResponseEntity.ok()
                        .contentType(CSV)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"ledger-%s.csv\"".formatted(projectId))
                        .body(Flux.concat(
                                Flux.just(heading()),
                                ledger.lines(projectId, until).map(LedgerController::csv))));
    }

    @GetMapping("/balances")
    @Operation(
            summary = "Where a project's money is",
            description = "Budget, available, held and paid, now or as they were. Needs VIEW_MONEY. (TRE-5)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Balances> balances(
            ReadRequest request,
            @RequestParam ProjectId projectId,
            @Parameter(description = "A log position or an ISO 8601 instant") @RequestParam(required = false) @Nullable
                    String asOf) {
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(until -> gate.require(request.caller(), Permission.VIEW_MONEY, projectId)
                        .then(reads.of(request, VIEW, () -> ledger.balances(projectId, until))));
    }

    private static String heading() {
        return CsvLine.of(
                "position",
                "date",
                "entry",
                "kind",
                "escrow",
                "account",
                "layer",
                "currency",
                "debit",
                "credit",
                "balance");
    }

    static String csv(LedgerLine line) {
        return CsvLine.of(
                Long.toString(line.position()),
                line.date().toString(),
                line.entryId().toString(),
                line.kind().name(),
                Optional.ofNullable(line.escrowId()).map(Object::toString).orElse(""),
                line.account().name(),
                line.layer().name(),
                line.balance().currency().getCurrencyCode(),
                Optional.ofNullable(line.debit()).map(LedgerController::major).orElse(""),
                Optional.ofNullable(line.credit()).map(LedgerController::major).orElse(""),
                major(line.balance()));
    }

    private static String major(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        return BigDecimal.valueOf(money.minorUnits(), digits).toPlainString();
    }
}
