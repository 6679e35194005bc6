// A contract is signed by each party in order, once, on terms that they have seen; and anybody can check it (TRE-3).
package org.backlot.treasury.command.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Money;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.treasury.api.ContractCommand;
import org.backlot.treasury.api.ContractCommand.DraftContract;
import org.backlot.treasury.api.ContractCommand.SignContract;
import org.backlot.treasury.api.ContractEvent;
import org.backlot.treasury.api.ContractEvent.ContractCompleted;
import org.backlot.treasury.api.ContractEvent.ContractDrafted;
import org.backlot.treasury.api.ContractEvent.ContractSigned;
import org.backlot.treasury.api.ContractEvidence;
import org.backlot.treasury.api.ContractProof;
import org.backlot.treasury.api.TreasuryRejection;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final ContractId CONTRACT = new ContractId(new UUID(3, 1));
    private static final ProjectId PROJECT = new ProjectId(new UUID(1, 1));
    private static final AccountId PRODUCER = new AccountId(new UUID(2, 1));
    private static final AccountId VENDOR = new AccountId(new UUID(2, 2));
    private static final AccountId STRANGER = new AccountId(new UUID(2, 9));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");
    private static final String TERMS = "{ \"fee\": 12500.50, \"camera\": \"ALEXA 35\", \"days\": [1, 2, 3] }";
    private static final NetworkAddress OFFICE = new NetworkAddress("203.0.113.7");

    private Contract contract = Contract.undrafted();
    private final List<ContractEvent> happened = new ArrayList<>();

    @Test
    @DisplayName("TRE-3: terms are kept in canonical form with their digest")
    void drafted() {
        var drafted = (ContractDrafted) when(draft(TERMS, PRODUCER, VENDOR)).getFirst();

        assertThat(drafted.terms()).isEqualTo("{\"camera\":\"ALEXA 35\",\"days\":[1,2,3],\"fee\":12500.5}");
        assertThat(drafted.termsDigest()).isEqualTo(ContractProof.termsDigest(drafted.terms()));
    }

    @Test
    @DisplayName("TRE-3: the same draft again does nothing, however it is written; another one is refused")
    void drafted_twice() {
        when(draft(TERMS, PRODUCER, VENDOR));

        assertThat(contract.draft(
                        draft("{\"days\":[1,2,3],\"fee\":12500.5,\"camera\":\"ALEXA 35\"}", PRODUCER, VENDOR),
                        NOON.plusSeconds(9)))
                .isEmpty();
        rejects(draft("{}", PRODUCER, VENDOR), CommonRejection.ID_TAKEN);
        rejects(draft(TERMS, VENDOR, PRODUCER), CommonRejection.ID_TAKEN);
    }

    @Test
    @DisplayName("TRE-3: 1 to 20 distinct signatories, terms that are an object, an amount")
    void nonsense_drafts() {
        rejects(draft(TERMS), CommonRejection.FIELD_INVALID);
        rejects(draft(TERMS, PRODUCER, PRODUCER), CommonRejection.FIELD_INVALID);
        rejects(
                draft(
                        TERMS,
                        IntStream.range(0, 21)
                                .mapToObj(i -> new AccountId(new UUID(7, i)))
                                .toArray(AccountId[]::new)),
                CommonRejection.FIELD_INVALID);
        assertThat(rejects(draft("{\"a\":1,\"a\":2}", PRODUCER), CommonRejection.FIELD_INVALID)
                        .field())
                .contains("terms");
    }

    @Test
    @DisplayName("TRE-3: the parties sign in order, and the last signature completes the contract")
    void signs_in_order() {
        when(draft(TERMS, PRODUCER, VENDOR));

        assertThat(rejects(sign(VENDOR), TreasuryRejection.SIGNATORY_NOT_NEXT).extras())
                .isEqualTo(Map.of("yourPlace", 1, "nextPlace", 0));
        assertThat(when(sign(PRODUCER))).singleElement().isInstanceOf(ContractSigned.class);
        assertThat(when(sign(VENDOR))).hasExactlyElementsOfTypes(ContractSigned.class, ContractCompleted.class);
    }

    @Test
    @DisplayName("TRE-3: signing twice does nothing and gives the same receipt")
    void signs_twice() {
        when(draft(TERMS, PRODUCER, VENDOR));
        when(sign(PRODUCER));
        var receipt = contract.receipt(PRODUCER);

        assertThat(contract.sign(sign(PRODUCER), "another salt", NOON.plusSeconds(60)))
                .isEmpty();
        when(sign(VENDOR));

        assertThat(contract.receipt(PRODUCER)).isEqualTo(receipt);
        assertThat(receipt.contractHash()).isNull();
        assertThat(contract.receipt(VENDOR).contractHash()).isEqualTo(((ContractCompleted) happened.getLast()).hash());
    }

    @Test
    @DisplayName("TRE-3: a stranger cannot sign, nor can anybody sign other terms than they saw")
    void who_may_not_sign() {
        when(draft(TERMS, PRODUCER, VENDOR));

        rejects(sign(STRANGER), TreasuryRejection.NOT_A_SIGNATORY);
        var rejection = rejects(
                new SignContract(CONTRACT, PRODUCER, ContractProof.termsDigest("{}"), OFFICE),
                TreasuryRejection.TERMS_CHANGED);
        assertThat(rejection.field()).contains("termsDigest");
        contract = Contract.undrafted();
        rejects(sign(PRODUCER), CommonRejection.NOT_FOUND);
    }

    @Test
    @DisplayName("TRE-3: the hashed text is canonical JSON as the RFC 8785 library writes it")
    void hashed_text_is_canonical() throws IOException {
        var evidence = signedByAll();

        var text = ContractProof.hashedText(evidence.contractId(), evidence.terms(), evidence.signatures());

        assertThat(text).isEqualTo(new JsonCanonicalizer(text).getEncodedString());
        assertThat(text).startsWith("{\"contractId\":\"").endsWith(",\"terms\":" + evidence.terms() + "}");
    }

    @Test
    @DisplayName("TRE-3: sound evidence has no differences, also without addresses and after an erasure")
    void sound_evidence() {
        var evidence = signedByAll();
        assertThat(ContractProof.differences(evidence)).isEmpty();

        assertThat(ContractProof.differences(withSignature(evidence, 0, address(evidence, 0, null, null))))
                .isEmpty();
        assertThat(ContractProof.differences(withSignature(evidence, 0, address(evidence, 0, "[erased]", "[erased]"))))
                .isEmpty();
    }

    @Test
    @DisplayName("TRE-3: a change of any one character of the terms, the digest or the hash is found")
    void tampered_text() {
        var e = signedByAll();
        for (int i = 0; i < e.terms().length(); i++) {
            assertThat(ContractProof.differences(new ContractEvidence(
                            e.contractId(), changed(e.terms(), i), e.termsDigest(), e.signatures(), e.hash())))
                    .containsExactly("termsDigest", "hash");
        }
        for (int i = 0; i < e.hash().length(); i++) {
            assertThat(ContractProof.differences(new ContractEvidence(
                            e.contractId(), e.terms(), changed(e.termsDigest(), i), e.signatures(), e.hash())))
                    .containsExactly("termsDigest");
            assertThat(ContractProof.differences(new ContractEvidence(
                            e.contractId(), e.terms(), e.termsDigest(), e.signatures(), changed(e.hash(), i))))
                    .containsExactly("hash");
        }
    }

    @Test
    @DisplayName(
            "TRE-3: a change of any field of any signature, of their order or number, and of the contract is found")
    void tampered_signatures() {
        var e = signedByAll();
        assertThat(ContractProof.differences(new ContractEvidence(
                        new ContractId(new UUID(3, 2)), e.terms(), e.termsDigest(), e.signatures(), e.hash())))
                .containsExactly("hash");
        for (int i = 0; i < 2; i++) {
            var s = e.signatures().get(i);
            assertThat(differences(
                            e,
                            i,
                            new ContractEvidence.Signature(
                                    STRANGER,
                                    s.place(),
                                    s.signedAt(),
                                    s.addressCommitment(),
                                    s.address(),
                                    s.addressSalt())))
                    .containsExactly("hash");
            assertThat(differences(
                            e,
                            i,
                            new ContractEvidence.Signature(
                                    s.signatory(),
                                    s.place() + 1,
                                    s.signedAt(),
                                    s.addressCommitment(),
                                    s.address(),
                                    s.addressSalt())))
                    .containsExactly("signatures[%d].place".formatted(i), "hash");
            assertThat(differences(
                            e,
                            i,
                            new ContractEvidence.Signature(
                                    s.signatory(),
                                    s.place(),
                                    s.signedAt().plusMillis(1),
                                    s.addressCommitment(),
                                    s.address(),
                                    s.addressSalt())))
                    .containsExactly("hash");
            for (int c = 0; c < s.addressCommitment().length(); c++) {
                assertThat(differences(
                                e,
                                i,
                                new ContractEvidence.Signature(
                                        s.signatory(),
                                        s.place(),
                                        s.signedAt(),
                                        changed(s.addressCommitment(), c),
                                        s.address(),
                                        s.addressSalt())))
                        .containsExactly("signatures[%d].addressCommitment".formatted(i), "hash");
            }
            assertThat(differences(e, i, address(e, i, "198.51.100.1", s.addressSalt())))
                    .containsExactly("signatures[%d].addressCommitment".formatted(i));
            assertThat(differences(e, i, address(e, i, s.address(), "other")))
                    .containsExactly("signatures[%d].addressCommitment".formatted(i));
            assertThat(differences(e, i, address(e, i, s.address(), null)))
                    .containsExactly("signatures[%d].addressCommitment".formatted(i));
        }
        var swapped = new ArrayList<>(e.signatures());
        Collections.swap(swapped, 0, 1);
        assertThat(ContractProof.differences(
                        new ContractEvidence(e.contractId(), e.terms(), e.termsDigest(), swapped, e.hash())))
                .contains("hash", "signatures[0].place");
        assertThat(ContractProof.differences(new ContractEvidence(
                        e.contractId(),
                        e.terms(),
                        e.termsDigest(),
                        e.signatures().subList(0, 1),
                        e.hash())))
                .containsExactly("hash");
    }

    @Test
    @DisplayName("TRE-3: the aggregate drafts, signs and answers with receipts")
    void aggregate() {
        var fixture = new AggregateTestFixture<>(ContractAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));
        fixture.registerInjectableResource((IdSource) () -> new UUID(8, 8));

        fixture.givenCommands(draft(TERMS, PRODUCER, VENDOR), sign(PRODUCER))
                .when(sign(VENDOR))
                .expectSuccessfulHandlerExecution()
                .expectState(aggregate -> assertThat(aggregate).isNotNull());
        fixture.givenCommands(draft(TERMS, PRODUCER, VENDOR))
                .when(sign(VENDOR))
                .expectException(Rejection.class)
                .expectNoEvents();
    }

    private ContractEvidence signedByAll() {
        when(draft(TERMS, PRODUCER, VENDOR));
        when(sign(PRODUCER));
        when(sign(VENDOR));
        var drafted = (ContractDrafted) happened.getFirst();
        var signatures = happened.stream()
                .filter(ContractSigned.class::isInstance)
                .map(ContractSigned.class::cast)
                .map(s -> new ContractEvidence.Signature(
                        s.signatory(),
                        s.place(),
                        s.signedAt(),
                        s.addressCommitment(),
                        s.address().required().value(),
                        s.addressSalt().required()))
                .toList();
        return new ContractEvidence(
                CONTRACT,
                drafted.terms(),
                drafted.termsDigest(),
                signatures,
                ((ContractCompleted) happened.getLast()).hash());
    }

    private static List<String> differences(ContractEvidence evidence, int place, ContractEvidence.Signature other) {
        return ContractProof.differences(withSignature(evidence, place, other));
    }

    private static ContractEvidence withSignature(
            ContractEvidence evidence, int place, ContractEvidence.Signature other) {
        var signatures = new ArrayList<>(evidence.signatures());
        signatures.set(place, other);
        return new ContractEvidence(
                evidence.contractId(), evidence.terms(), evidence.termsDigest(), signatures, evidence.hash());
    }

    private static ContractEvidence.Signature address(
            ContractEvidence evidence,
            int place,
            @org.jspecify.annotations.Nullable String address,
            @org.jspecify.annotations.Nullable String salt) {
        var s = evidence.signatures().get(place);
        return new ContractEvidence.Signature(
                s.signatory(), s.place(), s.signedAt(), s.addressCommitment(), address, salt);
    }

    private static String changed(String text, int at) {
        char other = text.charAt(at) == '0' ? '1' : '0';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private static DraftContract draft(String terms, AccountId... signatories) {
        return new DraftContract(
                CONTRACT,
                PROJECT,
                new WorkspaceId(new UUID(1, 2)),
                "Camera hire",
                terms,
                List.of(signatories),
                Money.of(1_250_050, "SAR"),
                PRODUCER);
    }

    private static SignContract sign(AccountId signatory) {
        var digest = new CanonicalTerms(TERMS).digest();
        return new SignContract(CONTRACT, signatory, digest, OFFICE);
    }

    private List<ContractEvent> when(ContractCommand command) {
        var events = decide(command);
        for (var event : events) {
            contract = contract.evolve(event);
        }
        happened.addAll(events);
        return events;
    }

    private Rejection rejects(ContractCommand command, RejectionCode code) {
        var rejection = catchThrowableOfType(Rejection.class, () -> decide(command));
        assertThat(Optional.ofNullable(rejection).map(Rejection::code)).contains(code);
        return rejection;
    }

    private List<ContractEvent> decide(ContractCommand command) {
        return switch (command) {
            case DraftContract c -> contract.draft(c, NOON);
            case SignContract c -> contract.sign(c, "salt of " + c.signatory(), NOON);
        };
    }
}
