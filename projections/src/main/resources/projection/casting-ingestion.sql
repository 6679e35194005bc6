-- Where casting calls are looked for.
create table source (
    source_id  uuid        primary key,
    kind       text        not null,
    -- Gone with the source.
    address    text,
    name       text        not null,
    keywords   text[]      not null,
    whole_site boolean     not null,
    pages      integer     not null,
    link       text,
    status     text        not null,
    failure    text,
    added_at   timestamptz not null,
    updated_at timestamptz not null
);
create index source_address on source (address);

-- What was found there and may be a call. For moderators only.
create table post (
    post_id      uuid        primary key,
    source_id    uuid        not null,
    -- Gone thirty days after it is known what it is.
    text         text,
    source_url   text        not null,
    content_hash text        not null,
    status       text        not null,
    reason       text,
    call_id      uuid,
    extracted_by text,
    found_at     timestamptz not null,
    updated_at   timestamptz not null
);
create index post_status on post (status, found_at);
create index post_source on post (source_id);

-- What each call says, cut into shingles, so that another one that says nearly the same is found.
create table call_words (
    call_id  uuid        primary key,
    shingles bigint[]    not null,
    bands    bigint[]    not null,
    -- Whether a moderator may look at it.
    shown    boolean     not null,
    said_at  timestamptz not null
);
create index call_words_bands on call_words using gin (bands);

-- Which calls a call resembled when it came to the moderators, in percent of what both say.
create table likeness (
    call_id  uuid    not null,
    other_id uuid    not null,
    percent  integer not null,
    primary key (call_id, other_id)
);
