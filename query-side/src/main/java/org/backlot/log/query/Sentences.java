package org.backlot.log.query;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.backlot.log.api.EventCatalog;
import org.backlot.shared.Event;
import org.backlot.shared.Money;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.timecode.Timecode;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in business words what an event means. Each type of event has one sentence, in which {@code {name}} stands for a
 * component of the event, written out by its declared type. A test finds an event without a sentence.
 */
@Component
public final class Sentences {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");
    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("identity.AccountRegistered", "{name} registered as {role}, in the region {regionHub}."),
            Map.entry(
                    "identity.VerificationCodeIssued",
                    "A one-time code was made for {accountId} ({purpose}), good until {expiresAt}."),
            Map.entry("identity.VerificationFailed", "A wrong one-time code was given for {accountId}."),
            Map.entry("identity.EmailVerified", "{accountId} verified the e-mail address."),
            Map.entry(
                    "identity.AccountErased",
                    "{accountId} was erased by {erasedBy}: the key of all personal data is gone."),
            Map.entry(
                    "identity.SessionOpened", "{accountId} signed in from {address}, until {expiresAt} at the latest."),
            Map.entry("identity.RefreshTokenRotated", "A sign-in was renewed until {expiresAt}."),
            Map.entry("identity.SessionRevoked", "A sign-in of {accountId} was ended ({reason})."),
            Map.entry("identity.WorkspaceCreated", "The workspace {name} was made for {ownerId}."),
            Map.entry(
                    "identity.MemberInvited",
                    "{invitedBy} invited {email} to {workspaceId} as {role}, until {expiresAt}."),
            Map.entry("identity.MemberJoined", "{accountId} joined {workspaceId} as {role}."),
            Map.entry("identity.MemberRoleChanged", "{changedBy} made {accountId} {role} of {workspaceId}."),
            Map.entry("identity.MemberRemoved", "{removedBy} removed {accountId} from {workspaceId}."),
            Map.entry(
                    "identity.IdentityVerified",
                    "The identity of {accountId} was verified ({method}) by {recordedBy}, until {expiresAt}: {reason}"),
            Map.entry("identity.VerificationExpired", "The verified identity of {accountId} expired."),
            Map.entry(
                    "identity.VerificationRevoked", "{revokedBy} took the verification of {accountId} back: {reason}"),
            Map.entry("identity.NafathRequested", "{accountId} asked to be verified by Nafath, until {expiresAt}."),
            Map.entry("identity.NafathInitiated", "Nafath asked the holder of the national ID of {accountId}."),
            Map.entry("identity.NafathFailed", "Nafath could not be asked about {accountId} ({failure})."),
            Map.entry("identity.NafathCompleted", "The holder confirmed {accountId} in the Nafath app."),
            Map.entry("identity.NafathRejected", "The request of {accountId} to Nafath was rejected ({reason})."),
            Map.entry("identity.NafathExpired", "Nobody answered the request of {accountId} to Nafath in time."),
            Map.entry("identity.NafathForgotten", "What was between {accountId} and Nafath ended with the erasure."),
            Map.entry("identity.CrewOpened", "The crew of {projectId} was opened, led by {leadId}."),
            Map.entry(
                    "identity.CapabilitiesSet", "{setBy} set what {accountId} may do on {projectId}: {capabilities}."),
            Map.entry(
                    "production.ProjectCreated",
                    "{createdBy} created the project {title}, at {frameRate} frames per second, in {timeZone}."),
            Map.entry("production.UnitAdded", "{name} was added to {projectId} as its {kind} unit."),
            Map.entry("production.ScreenplayAdopted", "The screenplay {title} became the slate of {unitId}."),
            Map.entry("production.ShotAdded", "Shot {slate} was added to {sceneId}: {description}"),
            Map.entry("treasury.TreasuryOpened", "The treasury of {projectId} was opened with a budget of {budget}."),
            Map.entry(
                    "treasury.EscrowLocked",
                    "Escrow of {amount} for {payee} under {contractId} locked until {expiresAt}; it waits for {conditions}."),
            Map.entry(
                    "treasury.EscrowPartReleased",
                    "{amount} of an escrow were paid out with the approval of {approvedBy}; {remaining} stay locked."),
            Map.entry(
                    "treasury.EscrowReleased",
                    "Escrow released: {amount} paid to {payee}, the evidence being complete."),
            Map.entry("treasury.EscrowRefunded", "Escrow of {amount} given back to the budget by {refundedBy}."),
            Map.entry("treasury.EscrowExpired", "Escrow of {amount} ran out of time and went back to the budget."),
            Map.entry("treasury.EscrowDisputed", "{raisedBy} disputed an escrow: {reason}"),
            Map.entry("treasury.EscrowDisputeSettled", "The dispute over an escrow was settled by {settledBy}."),
            Map.entry(
                    "treasury.ContractDrafted",
                    "{draftedBy} drafted the contract {title} over {amount}, to be signed by {signatories}."),
            Map.entry("treasury.ContractSigned", "{signatory} signed {contractId} from {address}."),
            Map.entry("treasury.ContractCompleted", "{contractId} carries every signature."),
            Map.entry(
                    "logistics.DispatchInitialized",
                    "{asset} was booked out by {vendor} for {projectId}: its journey begins."),
            Map.entry(
                    "logistics.HandoffOffered", "{from} offered to hand {dispatchId} over to {to}, until {expiresAt}."),
            Map.entry("logistics.HandoffScanned", "{scannedBy} scanned the code to receive {dispatchId}."),
            Map.entry("logistics.CustodyTransferred", "{dispatchId} handed over by {from} to {to}."),
            Map.entry("logistics.GearReturned", "{dispatchId} is back with {vendor}: its journey is over."),
            Map.entry(
                    "set.LiveSetOpened",
                    "The set of {unitId} was opened, at {frameRate} frames per second, in {timeZone}."),
            Map.entry(
                    "log.EventParked",
                    "After {attempts} attempts {follower} went past event {position} ({eventType}) without it: {failure}"),
            Map.entry("log.DeadLetterRetried", "Event {position} is tried again for {follower}: {reason}"),
            Map.entry("log.DeadLetterDiscarded", "For good, {follower} does without event {position}: {reason}"),
            Map.entry("set.ShotSlated", "Shot {slate} may be rolled on."),
            Map.entry("set.CameraRolled", "{rolledBy} rolled {slate} on roll {cameraRoll} at {startsAt}."),
            Map.entry("set.CameraCut", "{cutBy} cut {slate} at {endsAt} after {frames} frames."),
            Map.entry("set.TakeCircled", "{circledBy} circled {slate}."),
            Map.entry("set.SceneCompleted", "{completedBy} completed {sceneId}."),
            Map.entry("set.IncidentReported", "{reportedBy} reported an incident: {text}"),
            Map.entry(
                    "media.UploadRequested",
                    "{requestedBy} asked to upload {fileName} to {workspaceId}, to be confirmed by {confirmBy}."),
            Map.entry("media.UploadConfirmed", "The file {assetId} arrived in {workspaceId} ({contentType})."),
            Map.entry("media.AssetProbed", "The container of {assetId} was read."),
            Map.entry("media.AssetScanned", "{assetId} was looked at for viruses: {verdict}. {reason}"),
            Map.entry("media.AssetFingerprinted", "The picture of {assetId} was fingerprinted."),
            Map.entry("media.AssetRefused", "{assetId} must not be used ({reason}): {detail}"),
            Map.entry("media.AssetDeleted", "{deletedBy} deleted {assetId} from {workspaceId}."),
            Map.entry("media.UploadExpired", "Nobody confirmed the upload {assetId} in time: it expired."),
            Map.entry("media.AssetUsed", "One more needs {assetId}."),
            Map.entry("media.AssetForgone", "One less needs {assetId}."),
            Map.entry(
                    "media.AssetRetired",
                    "The time of {assetId} in {workspaceId} was over: it was removed ({reason})."),
            Map.entry("media.SharedFilesUsed", "Shared files are needed by one more."),
            Map.entry("media.SharedFilesForgone", "Shared files are needed by one less ({reason})."),
            Map.entry(
                    "media.SharedFilesRemovalBegun",
                    "Nobody needs some shared files any more: removal {removal} of them began."),
            Map.entry("media.SharedFilesRemoved", "Shared files that nobody needed were removed."),
            Map.entry(
                    "wrap.DailyReportSigned",
                    "{signedBy} signed the daily report of {shootingDay} (amendment {amendment})."),
            Map.entry("clips.ClipJobCreated", "{createdBy} asked for clips in {workspaceId} ({mode})."),
            Map.entry("clips.ClipJobStarted", "It is the turn of {jobId}."),
            Map.entry("clips.StepRequested", "Attempt {attempt} at {kind} was asked for, until {deadline}."),
            Map.entry("clips.StepStarted", "The worker {worker} began attempt {attempt} at {kind}."),
            Map.entry("clips.StepCompleted", "Attempt {attempt} at {kind} was done."),
            Map.entry("clips.StepSkipped", "For {kind} there was nothing to do: {reason}."),
            Map.entry("clips.StepFailed", "Attempt {attempt} at {kind} went wrong ({code}): {message}"),
            Map.entry("clips.StepTimedOut", "Nobody told the end of attempt {attempt} at {kind} in time."),
            Map.entry("clips.StepRetryScheduled", "Attempt {attempt} at {kind} comes at {dueAt}."),
            Map.entry("clips.StepGivenUp", "After attempt {attempt} {kind} was given up ({code}): {message}"),
            Map.entry("clips.ClipsSelected", "The clips of {jobId} were chosen."),
            Map.entry("clips.VersionOrdered", "{orderedBy} ordered another version of a clip: {reason}"),
            Map.entry("clips.VersionSettled", "A clip took note of how a version of it had come out."),
            Map.entry("clips.ClipDropped", "{droppedBy} had nothing more done for {clipId}."),
            Map.entry("clips.ClipJobPaused", "{pausedBy} paused {jobId}: {reason}"),
            Map.entry("clips.ClipJobResumed", "{resumedBy} let {jobId} go on: {reason}"),
            Map.entry("clips.RetryOrdered", "{orderedBy} had {steps} tried again: {reason}"),
            Map.entry(
                    "clips.ReviewReached", "The clips of {jobId} can be reviewed: {ready} ready, {givenUp} given up."),
            Map.entry("clips.PublishingBegun", "The clips of {jobId} go out."),
            Map.entry("clips.ClipJobCompleted", "All of {jobId} is done."),
            Map.entry("clips.ClipJobFailed", "The job {jobId} failed ({code}): {message}"),
            Map.entry("clips.ClipJobCancelled", "{cancelledBy} cancelled {jobId}: {reason}"),
            Map.entry("clips.ClipJobDeleted", "{deletedBy} put {jobId} away: {reason}"),
            Map.entry(
                    "clips.JobWorkRemoved",
                    "The recording of {jobId} and what was found in it were removed ({reason})."),
            Map.entry("clips.ClipPlanned", "A stretch of the material of {jobId} became clip {rank}."),
            Map.entry("clips.RerenderRequested", "{requestedBy} asked for version {version} of {clipId}: {reason}"),
            Map.entry("clips.ClipVersionRendered", "Version {version} of {clipId} was rendered."),
            Map.entry("clips.ClipVersionExported", "Version {version} of {clipId} is ready."),
            Map.entry("clips.ClipVersionFailed", "Version {version} of {clipId} was given up ({code})."),
            Map.entry("clips.ClipWordsEdited", "{editedBy} edited the words of {clipId}."),
            Map.entry("clips.ClipCommented", "{author} commented on {clipId}: {text}"),
            Map.entry("clips.ClipDeleted", "{deletedBy} deleted {clipId}: {reason}"),
            Map.entry("clips.ClipFilesRemoved", "The files of {clipId} were removed ({reason})."),
            Map.entry("clips.BrandKitCreated", "{createdBy} made a brand kit for {workspaceId}."),
            Map.entry("clips.BrandKitChanged", "{changedBy} changed {brandKitId}."),
            Map.entry(
                    "casting.TalentProfileCreated", "{accountId} made a talent profile, in the age range {ageRange}."),
            Map.entry("casting.SearchSaved", "{accountId} keeps a search."),
            Map.entry("casting.SavedSearchDeleted", "{accountId} keeps a search no longer."),
            Map.entry("casting.TalentProfileEdited", "{accountId} edited the talent profile."),
            Map.entry("casting.PortfolioItemAdded", "{accountId} added a {kind} to the portfolio."),
            Map.entry("casting.PortfolioItemRemoved", "{accountId} removed something from the portfolio."),
            Map.entry("casting.GuardianNamed", "{accountId} named {guardianId} as guardian."),
            Map.entry("casting.GuardianConsented", "{guardianId} consented for {accountId}."),
            Map.entry(
                    "casting.GuardianConsentWithdrawn", "{guardianId} withdrew the consent for {accountId}: {reason}"),
            Map.entry("casting.GuardianshipEnded", "The guardianship of {guardianId} for {accountId} ended."),
            Map.entry("casting.AgeRangeReached", "{accountId} came into the age range {ageRange}."),
            Map.entry("casting.ApplicationSent", "{accountId} sent an application."),
            Map.entry("casting.TalentRetired", "The talent profile of {accountId} was taken away."),
            Map.entry("casting.CallDrafted", "{createdBy} drafted a casting call for {workspaceId}."),
            Map.entry("casting.CallImported", "A casting call was found at {sourceUrl}."),
            Map.entry("casting.CallContactSet", "{setBy} said how to be reached about {callId}."),
            Map.entry("casting.CallEdited", "{editedBy} edited {callId}."),
            Map.entry("casting.CallSubmittedForReview", "{submittedBy} had {callId} looked at by a moderator."),
            Map.entry("casting.CallPublished", "{callId} was published ({gate}), until {deadline}."),
            Map.entry("casting.CallApproved", "{moderator} approved {callId}: {reason}"),
            Map.entry("casting.CallAmended", "{moderator} corrected {callId}: {reason}"),
            Map.entry("casting.CallRejected", "{moderator} rejected {callId}: {reason}"),
            Map.entry("casting.CallMerged", "{moderator} merged {callId} into {into}: {reason}"),
            Map.entry("casting.CallClosed", "{callId} was closed ({cause})."),
            Map.entry("casting.CallDeleted", "{deletedBy} deleted {callId}: {reason}"),
            Map.entry("casting.ApplicationSubmitted", "{applicant} applied for {roleName} in {callTitle}."),
            Map.entry("casting.ApplicationViewed", "{actor} looked at the application of {applicant}."),
            Map.entry("casting.ApplicationShortlisted", "{actor} shortlisted {applicant}."),
            Map.entry("casting.ApplicationCalledBack", "{actor} called {applicant} back."),
            Map.entry("casting.ApplicationOffered", "{actor} offered the role to {applicant}."),
            Map.entry("casting.ApplicationRejected", "{actor} rejected the application of {applicant}."),
            Map.entry("casting.OfferAccepted", "{actor} accepted the offer to {applicant}."),
            Map.entry("casting.OfferDeclined", "{actor} declined the offer to {applicant}."),
            Map.entry("casting.ApplicationWithdrawn", "{actor} withdrew the application of {applicant} ({cause})."),
            Map.entry("casting.SourceAdded", "{addedBy} added the source {sourceId} ({kind})."),
            Map.entry("casting.SourceEdited", "{editedBy} edited the source {sourceId}."),
            Map.entry("casting.SourcePaused", "{pausedBy} paused the source {sourceId}: {reason}"),
            Map.entry("casting.SourceResumed", "{resumedBy} resumed the source {sourceId}."),
            Map.entry("casting.SourceRemoved", "{removedBy} removed the source {sourceId}: {reason}"),
            Map.entry("casting.SourceFailing", "The source {sourceId} cannot be read ({failure})."),
            Map.entry("casting.SourceRecovered", "The source {sourceId} can be read again."),
            Map.entry("casting.PostFound", "A post was found in the source {sourceId}, at {sourceUrl}."),
            Map.entry("casting.PostPostponed", "Nothing was made of the post {postId} yet ({why})."),
            Map.entry("casting.PostTakenIn", "The post {postId} became the call {callId} ({extractedBy})."),
            Map.entry("casting.PostSetAside", "No call became of the post {postId} ({why})."),
            Map.entry("casting.PostForgotten", "The text of the post {postId} was forgotten."));

    private final JsonMapper json;

    public Sentences(JsonMapper json) {
        this.json = json;
    }

    /** The types that have a sentence. */
    static Set<String> types() {
        return WORDS.keySet();
    }

    /** The components that the sentence of a type names. */
    static Set<String> componentsIn(String type) {
        return PLACE.matcher(words(type))
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whom and what the sentence of an event names, so that they can be looked up for a whole page at once. */
    void eachNamed(LoggedEvent event, Consumer<UUID> person, Consumer<UUID> workspace, Consumer<UUID> thing) {
        var type = EventCatalog.named(event.type());
        for (var name : componentsIn(event.type())) {
            type.map(record -> component(record, name)).ifPresent(component -> {
                var named = typeOf(component);
                var found = named == AccountId.class ? person : named == WorkspaceId.class ? workspace : thing;
                if (isId(named)) {
                    eachText(event.payload().path(name), text -> found.accept(UUID.fromString(text)));
                }
            });
        }
    }

    /** The event in business words. */
    String of(LoggedEvent event, Names names) {
        return EventCatalog.named(event.type())
                .map(record -> PLACE.matcher(words(event.type()))
                        .replaceAll(place -> Matcher.quoteReplacement(written(place, record, event, names))))
                .orElse(event.type());
    }

    private static String words(String type) {
        return WORDS.getOrDefault(type, type);
    }

    private String written(MatchResult place, Class<? extends Event> record, LoggedEvent event, Names names) {
        var component = component(record, place.group(1));
        var value = event.payload().path(component.getName());
        if (!value.isArray()) {
            return written(component, value, names);
        }
        var parts = new ArrayList<String>();
        value.forEach(one -> parts.add(written(component, one, names)));
        return listed(parts);
    }

    private String written(RecordComponent component, JsonNode value, Names names) {
        var type = typeOf(component);
        if (value.isMissingNode() || value.isNull()) {
            return "nothing";
        }
        if (type == Personal.class) {
            return value.isString() ? value.stringValue() : Names.SEALED;
        }
        if (isId(type)) {
            return names.of(UUID.fromString(value.stringValue()));
        }
        if (type == Money.class) {
            return money(json.treeToValue(value, Money.class));
        }
        if (type == Timecode.class) {
            return json.treeToValue(value, Timecode.class).label();
        }
        if (type == Instant.class) {
            return TO_THE_MINUTE.format(Instant.parse(value.stringValue()));
        }
        if (type.isEnum()) {
            return value.stringValue().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return value.asString();
    }

    private static String money(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        var amount = new DecimalFormat(
                "#,##0" + (digits == 0 ? "" : "." + "0".repeat(digits)), DecimalFormatSymbols.getInstance(Locale.ROOT));
        return money.currency().getCurrencyCode() + " " + amount.format(BigDecimal.valueOf(money.minorUnits(), digits));
    }

    private static String listed(List<String> parts) {
        if (parts.isEmpty()) {
            return "nothing";
        }
        var begin = String.join(", ", parts.subList(0, parts.size() - 1));
        return begin.isEmpty() ? parts.getLast() : begin + " and " + parts.getLast();
    }

    private static RecordComponent component(Class<? extends Event> record, String name) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(record.getName() + " has no " + name));
    }

    // A list is written as its elements.
    private static Class<?> typeOf(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType many
                        && Collection.class.isAssignableFrom(component.getType())
                        && many.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : component.getType();
    }

    private static boolean isId(Class<?> type) {
        return type.getPackageName().equals("org.backlot.shared.id");
    }

    private static void eachText(JsonNode value, Consumer<String> step) {
        if (value.isArray()) {
            value.forEach(one -> eachText(one, step));
        } else if (value.isString()) {
            step.accept(value.stringValue());
        }
    }
}
