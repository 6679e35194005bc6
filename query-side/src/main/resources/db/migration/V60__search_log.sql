-- What was searched for: by whom, for themselves, until they are forgotten; and how often, without them. Not in the log:
-- nobody has to know later who looked for what.
create schema if not exists search_log;

create table search_log.history (
    account_id uuid        not null,
    at         timestamptz not null,
    number     bigint      generated always as identity,
    wish       text        not null,
    found      bigint      not null,
    exact      boolean     not null,
    primary key (account_id, at, number)
);
create index history_at on search_log.history (at);

create table search_log.term (
    day            date   not null,
    kind           text   not null,
    term           text   not null,
    executions     bigint not null,
    without_result bigint not null,
    primary key (day, kind, term)
);
