-- How far alerts of saved searches were told by mail, and when each search was last told of. Ids only.
create schema if not exists search_mail;

create table search_mail.progress (
    only_one boolean primary key default true check (only_one),
    position bigint  not null
);
insert into search_mail.progress (position) values (0);

create table search_mail.told (
    saved_id   uuid        primary key,
    account_id uuid        not null,
    mailed_at  timestamptz,
    pending    boolean     not null
);
create index told_pending on search_mail.told (saved_id) where pending;
