package org.backlot.bench.log;

/** The event of all contests: an amount goes from one account to another. About 300 bytes of JSON. */
record Posted(
        long number,
        String account,
        String against,
        long amount,
        String currency,
        String bookedOn,
        String reference,
        String memo) {
    /** The same text about something else. */
    Posted with(long number, String against, long amount) {
        return new Posted(number, account, against, amount, currency, bookedOn, reference, memo);
    }
}
