-- Who read the log, when, and what they asked for. Written before anything is given out. No personal data: the reader is
-- an id, and words that were searched for are kept as a keyed digest.
create table audit_read (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    account_id uuid        not null,
    role       text        not null,
    session_id uuid        not null,
    read       text        not null,
    asked      jsonb       not null
);
create index audit_read_reader on audit_read (account_id, id);

-- What was read stays read: the program that keeps this record cannot rewrite it.
create function audit_read_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a record of an audit read is never changed';
end
$$;
create trigger audit_read_stays before update or delete on audit_read for each row execute function audit_read_stays();
