-- What can be found of talents and calls, as words and places of an index. Only what others may see is in talent and call;
-- whether that still holds, casting_access is asked in the statement of each search.
create table talent (
    id        uuid        primary key,
    standing  integer     not null,
    active_at timestamptz not null,
    until     timestamptz,
    latitude  float8,
    longitude float8,
    facets    text[]      not null,
    terms     tsvector    not null
);
-- No list of pending entries: what was published is found at once, and no search pays for what others have written.
create index talent_terms on talent using gin (terms) with (fastupdate = off);

create table call (
    id        uuid        primary key,
    standing  integer     not null,
    active_at timestamptz not null,
    until     timestamptz,
    latitude  float8,
    longitude float8,
    facets    text[]      not null,
    terms     tsvector    not null
);
create index call_terms on call using gin (terms) with (fastupdate = off);

-- What of these was put in, changed or taken out, once each and with the number of the last time: by it each node keeps its
-- copy of the index. What is not in its table any more was taken out.
create table change (
    id     uuid   primary key,
    kind   text   not null,
    number bigint generated always as identity unique
);

-- What is shown of those that are found, and what is known of those that are not shown yet.
create table talent_text (
    id           uuid        primary key,
    name         text,
    bio          text,
    skills       text[]      not null,
    experience   text,
    credits      text,
    languages    text[]      not null,
    location     text,
    age_range    text        not null,
    completeness integer     not null,
    minor        boolean     not null,
    consented    boolean     not null,
    active_at    timestamptz not null
);

create table portfolio (
    item_id uuid primary key,
    id      uuid not null,
    kind    text not null
);
create index portfolio_talent on portfolio (id);

create table call_text (
    id           uuid        primary key,
    created_by   uuid,
    title        text        not null,
    description  text        not null,
    company      text,
    location     text,
    requirements text,
    deadline     timestamptz,
    published_at timestamptz,
    aggregated   boolean     not null,
    roles        text[]      not null,
    prose        text[]      not null,
    skills       text[]      not null,
    languages    text[]      not null,
    age_ranges   text[]      not null
);
create index call_text_maker on call_text (created_by);

create table verified (
    account_id uuid primary key
);

-- Every word there is, with the keys by which it is found by words that are nearly the same, and whether somebody or
-- something is called so.
create table word (
    word  text    primary key,
    named boolean not null,
    keys  text[]  not null
);
create index word_keys on word using gin (keys) with (fastupdate = off);

-- Searches that people keep, gone with their account.
create table saved (
    id         uuid        primary key,
    account_id uuid        not null,
    name       text        not null,
    kind       text        not null,
    wish       text        not null,
    alerts     boolean     not null,
    keys       text[]      not null,
    saved_at   timestamptz not null
);
create index saved_account on saved (account_id, saved_at);
create index saved_keys on saved using gin (keys);

-- What matched first when, by its place in the log.
create table alert (
    saved_id   uuid        not null,
    target     uuid        not null,
    kind       text        not null,
    account_id uuid        not null,
    position   bigint      not null,
    at         timestamptz not null,
    primary key (saved_id, target)
);
create index alert_account on alert (account_id, position);
create index alert_position on alert (position);
create index alert_target on alert (target);
