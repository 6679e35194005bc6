package org.backlot.clips.api;

import org.backlot.shared.RejectionCode;

/** Why the clip pipeline refuses a request. */
public enum ClipsRejection implements RejectionCode {
    /** Carries {@code reason}. */
    SOURCE_URL_REFUSED(400, "Material is taken from YouTube, Twitch, Vimeo, Instagram, TikTok and X, by https."),
    SOURCE_KEY_REFUSED(400, "This is no key of a file of your workspace. Upload the file first and send its key."),
    /** Carries {@code expected}: the prefix of the workspace. */
    RESULT_KEY_REFUSED(400, "A step writes under the prefix of its own workspace only."),
    STEP_UNKNOWN(404, "This job has no such step."),
    /** Carries {@code status}. */
    JOB_ENDED(409, "This job waits or runs no more. Look at its status first."),
    JOB_PAUSED(409, "This job is paused already."),
    JOB_NOT_PAUSED(409, "This job is not paused."),
    STEP_NOT_FAILED(409, "Only a step that was given up is tried again by hand."),
    NOTHING_TO_RETRY(409, "No step of this job was given up."),
    /** Carries {@code dueAt}. */
    STEP_NOT_DUE(409, "The time of this attempt has not come."),
    CLIP_DELETED(409, "This clip was deleted."),
    VERSION_IN_WORK(409, "A version of this clip is being rendered. Wait for it."),
    /** Carries {@code status}: how far the newest version is, or the one that was asked for. */
    CLIP_NOT_READY(
            409, "There is nothing to fetch yet. Wait for the export, or read in the versions why there is none."),
    NO_EDIT_LIST(
            404, "This clip has no edit list: there is no timecode at its frame rate. The facts of its export say so."),
    /** Carries {@code status}: how far the job is. */
    TRANSCRIPT_NOT_READY(
            409, "What is said in the recording is not known yet. Ask again when the step TRANSCRIBE is done."),
    /** Carries {@code reason}. */
    NO_TRANSCRIPT(404, "Nobody has written down or heard what is said in this recording; reason says why."),
    /** Carries {@code removedFor}. */
    SOURCE_GONE(
            410,
            "The recording was removed, and with it what was found in it: nothing more can be made of it. Its clips stay."
                    + " Upload it again and make a new job."),
    /** Carries {@code dueAt}. */
    WORK_NOT_DUE(409, "The work of this job is still kept."),
    VERSION_NOT_NEXT(409, "Versions of a clip are made one after the other."),
    /** Carries {@code resource}, {@code limit} and {@code used}. */
    QUOTA_EXCEEDED(429, "The plan of this workspace is used up. Wait as Retry-After says, or take a larger plan."),
    /** Carries {@code waiting}. */
    QUEUE_FULL(429, "Too many jobs wait already. Nothing was created; repeat as Retry-After says.");

    private final int status;
    private final String message;

    ClipsRejection(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
