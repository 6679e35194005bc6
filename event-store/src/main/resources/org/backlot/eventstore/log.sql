-- The log. Positions come from the one row of log.head, which every appender locks until its commit: position n + 1 can
-- not be seen before n, and a rolled-back append leaves no hole.
create schema if not exists log;

create table if not exists log.event (
    position    bigint           not null constraint event_position primary key,
    stream      text collate "C" not null,
    sequence    bigint           not null,
    stream_type text,
    event_id    text             not null,
    at          timestamptz      not null,
    type        text             not null,
    revision    text,
    payload     text             not null,
    metadata    text             not null,
    constraint event_sequence unique (stream, sequence)
);

-- Times grow with positions, nearly; a few kilobytes of index are enough to find them.
create index if not exists event_at on log.event using brin (at);

create table if not exists log.head (
    only_row boolean primary key default true check (only_row),
    position bigint not null
) with (fillfactor = 10);
-- The position of the last event that took away what decisions rest on.
alter table log.head add column if not exists fence bigint not null default 0;
insert into log.head (position) values (0) on conflict do nothing;

-- Answers already given: what was asked under a key is done once.
create table if not exists log.receipt (
    scope       text collate "C" not null,
    key         text collate "C" not null,
    fingerprint bytea            not null,
    status      int              not null,
    answer      bytea            not null,
    position    bigint           not null,
    at          timestamptz      not null,
    constraint receipt_key primary key (scope, key)
);
create index if not exists receipt_age on log.receipt (at);

-- Things that may exist once only.
create table if not exists log.claim (
    space text collate "C" not null,
    value bytea            not null,
    owner text collate "C" not null,
    constraint claim_value primary key (space, value)
);
create index if not exists claim_owner on log.claim (owner);

-- The state of a stream after one of its events, so that a long one need not be read whole.
create table if not exists log.snapshot (
    stream      text collate "C" not null primary key,
    sequence    bigint           not null,
    stream_type text,
    event_id    text             not null,
    at          timestamptz      not null,
    type        text             not null,
    revision    text,
    payload     text             not null,
    metadata    text             not null
);

-- The Merkle tree over the events. Leaf 0 is the identity of the log, leaf n the event at position n.
create table if not exists log.identity (
    only_row     boolean     primary key default true check (only_row),
    id           text        not null,
    origin       text        not null,
    verifier_key text        not null,
    sealed_key   bytea       not null,
    at           timestamptz not null default now()
);

create table if not exists log.tree (
    only_row boolean primary key default true check (only_row),
    size     bigint not null
) with (fillfactor = 10);
insert into log.tree (size) values (0) on conflict do nothing;

-- Up to 256 hashes side by side: at level 0 of leaves, at level l of whole tiles of level l - 1. Only the last tile of a
-- level ever changes, and only by growing. Hashes do not compress, so nobody shall try.
create table if not exists log.tree_tile (
    level  smallint not null,
    index  bigint   not null,
    hashes bytea    not null,
    constraint tree_tile_place primary key (level, index)
);
alter table log.tree_tile alter column hashes set storage external;

-- What the log has signed, and what witnesses have signed beneath it.
create table if not exists log.checkpoint (
    size bigint      not null constraint checkpoint_size primary key,
    root bytea       not null,
    note text        not null,
    at   timestamptz not null
);

create table if not exists log.cosignature (
    size bigint           not null references log.checkpoint (size),
    line text collate "C" not null,
    at   timestamptz      not null default now(),
    constraint cosignature_line primary key (size, line)
);
