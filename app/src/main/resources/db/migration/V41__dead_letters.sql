-- Events that a follower could not handle, and those that wait behind them. The events themselves are in the log; of the
-- failure only what says nothing of the event.
create table dead_letter (
    follower        text collate "C" not null,
    position        bigint           not null,
    sequence        text collate "C" not null,
    stream          text             not null,
    event_type      text             not null,
    attempts        int              not null,
    first_failed_at timestamptz,
    last_failed_at  timestamptz,
    error_type      text,
    error_message   text,
    parked_at       timestamptz      not null,
    primary key (follower, position),
    -- What only waits has not failed.
    check ((attempts > 0) = (last_failed_at is not null))
);
create index dead_letter_sequence on dead_letter (follower, sequence, position);

-- How many there are, beside the position: whoever locks the row knows both at once.
alter table log_follower add column parked bigint not null default 0;
