-- Whose identity was seen, and until when that is good. Written in the commit of the events themselves: who may publish
-- or apply is decided by it.
create table verification (
    account_id uuid        primary key,
    expires_at timestamptz not null
);

-- Of whom it was said when. By it a copy in memory knows what it does not know yet.
create table change (
    position   bigint primary key,
    account_id uuid   not null
);
