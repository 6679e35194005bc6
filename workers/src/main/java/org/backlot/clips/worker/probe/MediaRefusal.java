package org.backlot.clips.worker.probe;

/** Why a file is not taken. The names are stable: they go to whoever sent the file. */
public enum MediaRefusal {
    EMPTY_FILE("There is nothing in the file."),
    NOT_MEDIA("The file is not a recording in a form we know: send MP4, MOV, MKV, WebM, AVI, MPEG-TS or MXF."),
    PLAYLIST("The file is a playlist: it points to other files, which are not followed. Send the recording itself."),
    DAMAGED("The recording cannot be read: it is damaged or incomplete."),
    TRUNCATED("The recording ends before it says it does: it was probably not sent completely."),
    NO_PICTURE("There is no picture in the file."),
    TOO_SHORT("The recording is shorter than a second."),
    TOO_LONG("The recording is longer than four hours."),
    PICTURE_TOO_LARGE("The picture is larger than 4K (4096 x 2304)."),
    PICTURE_TOO_SMALL("The picture is smaller than 64 pixels on a side."),
    CODEC_NOT_TAKEN(
            "The picture is coded in a way we do not take: use H.264, H.265, VP9, VP8, AV1, ProRes, DNxHD or MPEG-4."),
    BIT_RATE_TOO_HIGH("The recording has more than 50 Mbit/s.");

    private final String message;

    MediaRefusal(String message) {
        this.message = message;
    }

    /** What is wrong and what to do, for the person who sent it. */
    public String message() {
        return message;
    }
}
