-- What is shown of verifications by Nafath: to the account itself how it stands, to admins how many. No national ID, no
-- code, no transaction of the provider. The rows of a person go with an erasure.
create table request (
    request_id   uuid        primary key,
    account_id   uuid        not null,
    status       text        not null,
    reason       text,
    requested_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz
);
create index request_account on request (account_id, requested_at);

-- The last time that an identity was seen, whoever saw it.
create table identity (
    account_id  uuid        primary key,
    method      text        not null,
    verified_at timestamptz not null,
    expires_at  timestamptz not null,
    revoked     boolean     not null
);
