-- Contracts and who has signed them. Terms are text, byte for byte as they were hashed.
create table contract (
    contract_id  uuid        primary key,
    project_id   uuid        not null,
    workspace_id uuid        not null,
    title        text        not null,
    terms        text        not null,
    terms_digest text        not null,
    currency     text        not null,
    amount       bigint      not null,
    drafted_by   uuid        not null,
    drafted_at   timestamptz not null,
    hash         text,
    completed_at timestamptz
);
create index contract_of_project on contract (project_id, drafted_at);

create table signatory (
    contract_id        uuid not null references contract,
    place              int  not null,
    account_id         uuid not null,
    signed_at          timestamptz,
    address            text,
    address_salt       text,
    address_commitment text,
    primary key (contract_id, place)
);
create index signatory_account on signatory (account_id);
