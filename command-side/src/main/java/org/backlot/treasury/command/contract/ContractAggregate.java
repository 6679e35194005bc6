package org.backlot.treasury.command.contract;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.shared.id.IdSource;
import org.backlot.treasury.api.ContractCommand;
import org.backlot.treasury.api.ContractEvent;
import org.backlot.treasury.api.ContractProof;
import org.backlot.treasury.api.SignatureReceipt;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Contract} and keeps what they return. */
public class ContractAggregate {
    @AggregateIdentifier
    @Nullable
    String stream;

    private Contract contract = Contract.undrafted();

    protected ContractAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ContractCommand.DraftContract command, Clock clock) {
        contract.draft(command, clock.instant()).forEach(event -> apply(event));
    }

    @CommandHandler
    SignatureReceipt handle(ContractCommand.SignContract command, Clock clock, IdSource ids) {
        contract.sign(command, salt(ids), clock.instant()).forEach(event -> apply(event));
        return contract.receipt(command.signatory());
    }

    @EventSourcingHandler
    void on(ContractEvent event) {
        stream = event.stream();
        contract = contract.evolve(event);
    }

    // A time-ordered UUID has some 60 bits that cannot be guessed; three of them are beyond any search. It must not
    // follow from a secret that survives an erasure, or the address could be found again by trying all of them.
    private static String salt(IdSource ids) {
        return ContractProof.termsDigest("%s %s %s".formatted(ids.next(), ids.next(), ids.next()));
    }
}
