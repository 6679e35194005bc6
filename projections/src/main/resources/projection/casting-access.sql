-- Who may see whom, and who may answer for whom. Written in the commit of the events themselves: a consent that was
-- withdrawn is gone with the answer to the request that withdrew it. No personal data.
create table talent (
    account_id  uuid    primary key,
    minor       boolean not null,
    guardian_id uuid,
    consented   boolean not null
);
create index talent_guardian on talent (guardian_id) where guardian_id is not null;
