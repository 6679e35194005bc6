-- The log by what an auditor looks for (LED-1). No personal data, sealed or open.
create table entry (
    position    bigint      primary key,
    event_id    text        not null unique,
    type        text        not null,
    stream      text        not null,
    sequence    bigint      not null,
    at          timestamptz not null,
    actor       text,
    workspace   text,
    correlation text,
    causation   text,
    trace       text
);
create index entry_type on entry (type, position);
create index entry_stream on entry (stream, sequence);
create index entry_at on entry (at, position);
create index entry_actor on entry (actor, position);
create index entry_workspace on entry (workspace, position);
create index entry_correlation on entry (correlation, position);
create index entry_causation on entry (causation, position);
create index entry_trace on entry (trace, position);

-- The ids that an event names.
create table about (
    object   uuid   not null,
    position bigint not null,
    primary key (object, position)
);

-- Words of texts that are declared not personal; in parts, as PostgreSQL limits one value.
create table words (
    position bigint   not null,
    part     int      not null,
    words    tsvector not null,
    primary key (position, part)
);
create index words_words on words using gin (words);

-- What things are called in a sentence: titles, slates, gear. Never people.
create table label (
    object uuid primary key,
    label  text not null
);
