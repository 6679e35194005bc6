// Why this file exists: who plays in the tests of casting, and how what they meet is made without their doing.
package org.backlot.e2e;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.ApplicationCommand.SubmitApplication;
import org.backlot.casting.api.CallCommand.DraftCall;
import org.backlot.casting.api.CallCommand.InspectRole;
import org.backlot.casting.api.CallCommand.PublishCall;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.CastingRole;
import org.backlot.casting.api.PortfolioKind;
import org.backlot.casting.api.RoleTicket;
import org.backlot.casting.api.SavedSearchCommand.SaveSearch;
import org.backlot.casting.api.TalentCommand.AddPortfolioItem;
import org.backlot.casting.api.TalentCommand.CreateTalentProfile;
import org.backlot.casting.api.TalentCommand.GiveConsent;
import org.backlot.casting.api.TalentCommand.NameGuardian;
import org.backlot.casting.api.TalentDetails;
import org.backlot.casting.api.ingestion.ContentHash;
import org.backlot.casting.api.ingestion.FoundPostCommand.KeepPost;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.AddSource;
import org.backlot.casting.api.ingestion.IngestionSourceKind;
import org.backlot.casting.api.ingestion.Keywords;
import org.backlot.casting.api.ingestion.PostText;
import org.backlot.casting.api.ingestion.SourceAddress;
import org.backlot.casting.api.ingestion.SourceSettings;
import org.backlot.casting.api.search.SavedSearch;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.identity.api.PersonName;
import org.backlot.identity.api.VerificationCommand.RecordVerification;
import org.backlot.identity.api.VerificationMethod;
import org.backlot.media.api.FileName;
import org.backlot.media.api.FileSignature;
import org.backlot.media.api.MediaCommand.ConfirmUpload;
import org.backlot.media.api.MediaCommand.RequestUpload;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.StoredObject;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.FoundPostId;
import org.backlot.shared.id.IngestionSourceId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.PortfolioItemId;
import org.backlot.shared.id.SavedSearchId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The people of casting, each with an account, and the things between them. One for all tests of a run. */
final class CastingHouse {
    static final CastingRoleId LEAD = new CastingRoleId(new UUID(0x0198, 1));
    static final LocalDate GROWN = LocalDate.parse("1996-03-01");

    private static final CastingHouse SHARED = new CastingHouse();

    final TestBacklot backlot = TestBacklot.shared();
    /** Of age, with a profile, and verified. */
    final Person talent = backlot.somebody("talent");
    /** A minor with a profile, for whom nobody has consented yet. */
    final Person minor = backlot.somebody("talent");
    /** Named by the minor, and verified. */
    final Person guardian = backlot.somebody("vendor");

    final Person hirer = backlot.somebody("production");
    final Person verifiedHirer = backlot.somebody("production");
    final Person moderator = backlot.somebody("moderator", "moderator@operator.example");
    final Person stranger = backlot.somebody("production");

    private CastingHouse() {
        for (var person : List.of(talent, guardian, verifiedHirer)) {
            verify(person);
        }
        send(new CreateTalentProfile(account(talent), Personal.of(GROWN), Personal.of(details("Noura"))));
        send(new CreateTalentProfile(account(minor), Personal.of(ofAge(12)), Personal.of(details("Layla"))));
        send(new NameGuardian(account(minor), account(guardian)));
    }

    static CastingHouse shared() {
        return SHARED;
    }

    static AccountId account(Person person) {
        return AccountId.parse(person.accountId());
    }

    static LocalDate ofAge(int years) {
        return LocalDate.now(ZoneOffset.UTC).minusYears(years).minusDays(7);
    }

    static TalentDetails details(String name) {
        return new TalentDetails(
                new PersonName(name),
                new CastingProse("Somebody to look at."),
                List.of(new CastingLine("Riding")),
                null,
                null,
                List.of(new CastingLine("Arabic")),
                new CastingLine("Riyadh"));
    }

    /** The same as a client sends it. */
    static ObjectNode detailsBody(String name) {
        var details = ApiClient.object().put("name", name).put("bio", "Somebody to look at.");
        details.putArray("skills").add("Riding");
        details.putArray("languages").add("Arabic");
        return details.put("location", "Riyadh");
    }

    static CallContent content(String title) {
        return content(title, Instant.now().plus(Duration.ofDays(7)));
    }

    static CallContent content(String title, Instant deadline) {
        return new CallContent(
                new CastingLine(title),
                new CastingProse("Somebody who runs a projector."),
                new CastingLine("Last Reel"),
                new CastingLine("Riyadh"),
                null,
                null,
                deadline,
                List.of(new CastingRole(
                        LEAD,
                        new CastingLine("Idris"),
                        null,
                        List.of(),
                        List.of(new CastingLine("Riding")),
                        List.of(new CastingLine("Arabic")))));
    }

    static ObjectNode contentBody(String title) {
        var content = ApiClient.object()
                .put("title", title)
                .put("description", "Somebody who runs a projector.")
                .put("location", "Riyadh")
                .put("deadline", Instant.now().plus(Duration.ofDays(7)).toString());
        var role = content.putArray("roles").addObject();
        role.put("roleId", LEAD.toString())
                .put("name", "Idris")
                .putArray("skills")
                .add("Riding");
        return content;
    }

    <R> R send(Object command) {
        return backlot.running().context().getBean(CommandGateway.class).sendAndWait(command);
    }

    void verify(Person person) {
        verify(account(person));
    }

    void verify(AccountId account) {
        send(new RecordVerification(
                account, VerificationMethod.MODERATOR, new AccountId(new UUID(1, 1)), "papers seen"));
    }

    /** A minor without an account of their own doing, who has named the guardian. */
    AccountId ward(boolean consented) {
        var ward = new AccountId(UUID.randomUUID());
        send(new CreateTalentProfile(ward, Personal.of(ofAge(12)), Personal.of(details("Ward"))));
        send(new NameGuardian(ward, account(guardian)));
        if (consented) {
            send(new GiveConsent(ward, account(guardian)));
        }
        return ward;
    }

    /** An uploaded photo of somebody's workspace. */
    MediaAssetId photo(Person owner) {
        var asset = new MediaAssetId(UUID.randomUUID());
        var workspace = WorkspaceId.parse(owner.workspaceId());
        var jpeg = new MediaContentType("image/jpeg");
        send(new RequestUpload(
                asset,
                workspace,
                account(owner),
                Personal.of(new FileName("face.jpg")),
                jpeg,
                10,
                null,
                Instant.now().plus(Duration.ofHours(1))));
        send(new ConfirmUpload(
                asset,
                new StoredObject(StorageKey.source(workspace, asset), 10, "image/jpeg", "5e"),
                FileSignature.JPEG));
        return asset;
    }

    PortfolioItemId item(Person owner) {
        var item = new PortfolioItemId(UUID.randomUUID());
        send(new AddPortfolioItem(
                account(owner), item, photo(owner), PortfolioKind.PHOTO, Personal.of(new CastingLine("Face"))));
        return item;
    }

    CastingCallId draft(Person hirer) {
        return draft(hirer, content("The Last Reel"));
    }

    CastingCallId draft(Person hirer, CallContent content) {
        var call = new CastingCallId(UUID.randomUUID());
        send(new DraftCall(call, WorkspaceId.parse(hirer.workspaceId()), account(hirer), content, null));
        return call;
    }

    CastingCallId inReview(Person hirer) {
        var call = draft(hirer);
        send(new PublishCall(call, account(hirer), false));
        return call;
    }

    CastingCallId published(Person hirer) {
        var call = draft(hirer);
        send(new PublishCall(call, account(hirer), true));
        return call;
    }

    /** An application of the talent for a call of somebody, which does not count for the month. */
    ApplicationId application(Person hirer) {
        var application = new ApplicationId(UUID.randomUUID());
        RoleTicket role = send(new InspectRole(published(hirer), LEAD));
        send(new SubmitApplication(
                application, role, account(talent), Personal.of(new CastingProse("I ride.")), List.of()));
        return application;
    }

    /** A page that nobody finds anything on. */
    IngestionSourceId source() {
        var source = new IngestionSourceId(UUID.randomUUID());
        send(new AddSource(
                source,
                Personal.of(new SourceAddress(IngestionSourceKind.WEB, "https://casting.example/" + source)),
                new SourceSettings(new CastingLine("Casting"), Keywords.STANDARD, false, 20, null),
                account(moderator)));
        return source;
    }

    /** A post that only a model could read, where there is none. */
    FoundPostId post() {
        var text = new PostText("Somebody looks for an actor, number " + UUID.randomUUID());
        var hash = ContentHash.of(text);
        this.<Boolean>send(new KeepPost(hash.postId(), source(), Personal.of(text), "https://casting.example/", hash));
        return hash.postId();
    }

    /** A search that somebody keeps. */
    SavedSearchId savedSearch(Person keeper) {
        var search = new SavedSearchId(UUID.randomUUID());
        var words = new CastingLine("search " + search);
        send(new SaveSearch(
                account(keeper), search, Personal.of(new SavedSearch(words, wish(SearchKind.TALENT, words), true))));
        return search;
    }

    static SearchWish wish(SearchKind kind, CastingLine words) {
        return new SearchWish(kind, words, List.of(), List.of(), List.of(), List.of(), List.of(), false, null);
    }

    boolean noGuardianWaits() {
        return backlot.running()
                        .context()
                        .getBean(JdbcClient.class)
                        .sql("select count(*) from scheduled_tasks where task_name = 'mail'"
                                + " and task_instance like '%-guardian'")
                        .query(Long.class)
                        .single()
                == 0;
    }

    long head() {
        return backlot.running()
                .context()
                .getBean(JdbcClient.class)
                .sql("select position from log.head")
                .query(Long.class)
                .single();
    }
}
