-- How sources were read the last time, and where to go on. Telemetry: one row each, overwritten by every run.
create table if not exists public.casting_source_run (
    source_id   uuid        primary key,
    -- Somebody wants it read beside its turn; taken back when a run begins.
    asked       boolean     not null default false,
    started_at  timestamptz,
    ended_at    timestamptz,
    failure     text,
    -- Failures since it was last read.
    failures    integer     not null default 0,
    -- What the last run saw, what of it held a keyword, and what of that was new.
    seen        integer     not null default 0,
    matched     integer     not null default 0,
    fresh       integer     not null default 0,
    next_at     timestamptz,
    -- What was written before is known (WhatsApp).
    read_until  timestamptz,
    -- A crawl that Firecrawl is at, and since when.
    crawl_id    text,
    crawl_since timestamptz
);
