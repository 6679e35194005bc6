-- Of which messages Whapi has told, so that being told again does nothing. Digests only, for a week.
create table if not exists public.whapi_notice (
    digest   text        primary key,
    heard_at timestamptz not null
);
create index if not exists whapi_notice_heard_at on public.whapi_notice (heard_at);
