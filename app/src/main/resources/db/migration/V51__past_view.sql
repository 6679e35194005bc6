-- Views as they were, replayed for a reader and kept for a moment. Whoever finds one whose time is over drops its schema:
-- it may be that of a process that was killed.
create table past_view (
    schema     text        primary key,
    projection text        not null,
    position   bigint      not null,
    until      timestamptz not null
);

-- An erasure makes every copy that was begun before it worthless; this tells how many there were.
create index subject_key_destroyed on subject_key (destroyed_at) where destroyed_at is not null;
