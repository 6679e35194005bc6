package org.backlot.eventstore;

/** A unit that was left out because one of its guards did not hold. Nothing of it was written; others are not affected. */
public abstract sealed class AppendRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private AppendRefused(String message) {
        super(message, null, false, false);
    }

    /** Another unit has appended to the stream first. Read it again and decide anew. */
    public static final class StreamMovedOn extends AppendRefused {
        private static final long serialVersionUID = 1L;
        private final String stream;
        private final long sequence;

        StreamMovedOn(String stream, long sequence) {
            super("sequence " + sequence + " is not the next of stream " + stream);
            this.stream = stream;
            this.sequence = sequence;
        }

        public String stream() {
            return stream;
        }

        /** The sequence that the unit expected to be the next. */
        public long sequence() {
            return sequence;
        }
    }

    /** The thing belongs to somebody else. */
    public static final class ClaimTaken extends AppendRefused {
        private static final long serialVersionUID = 1L;
        private final transient Claim claim;

        ClaimTaken(Claim claim) {
            super("taken: " + claim);
            this.claim = claim;
        }

        public Claim claim() {
            return claim;
        }
    }

    /** Something that the unit rests on may have been taken away since. Ask again and decide anew. */
    public static final class FenceRaised extends AppendRefused {
        private static final long serialVersionUID = 1L;

        public FenceRaised() {
            super("decided on facts from before the fence was raised");
        }
    }

    /** The request was answered before: read its receipt. */
    public static final class AlreadyAnswered extends AppendRefused {
        private static final long serialVersionUID = 1L;

        AlreadyAnswered(Receipt receipt) {
            super("answered before: " + receipt);
        }
    }
}
