-- Who may see whom, and who may answer for whom. Written in the commit of the events themselves: a consent that was
-- withdrawn is gone with the answer to the request that withdrew it. No personal data.
create table talent (
    account_id  uuid    primary key,
    minor       boolean not null,
    guardian_id uuid,
    consented   boolean not null
);
-- A search asks it of hundreds; it has all that is asked.
create index talent_shown on talent (account_id) where not minor or consented;
create index talent_guardian on talent (guardian_id) where guardian_id is not null;

-- Of whom it was said when who may see them. By it a copy in memory knows what it does not know yet.
create table change (
    position   bigint primary key,
    account_id uuid   not null
);

-- What a person has applied for and is not decided: withdrawn with a consent, in the same commit.
create table application (
    application_id uuid    primary key,
    applicant      uuid    not null,
    open           boolean not null
);
create index application_open on application (applicant) where open;
