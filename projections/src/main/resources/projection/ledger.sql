-- The books of every project, as an accountant reads them: journal lines with running balances, escrows with evidence.
create table treasury (
    project_id   uuid        primary key,
    workspace_id uuid        not null,
    currency     text        not null,
    budget       bigint      not null,
    opened_at    timestamptz not null
);

-- One line per posting. The balance is that of the account in this layer, right after the line.
create table line (
    position   bigint      not null,
    line_no    int         not null,
    project_id uuid        not null,
    entry_id   uuid        not null,
    kind       text        not null,
    escrow_id  uuid,
    at         timestamptz not null,
    account    text        not null,
    layer      text        not null,
    currency   text        not null,
    amount     bigint      not null,
    balance    bigint      not null,
    primary key (position, line_no)
);
create index line_of_project on line (project_id, position, line_no);

create table balance (
    project_id uuid   not null,
    account    text   not null,
    layer      text   not null,
    currency   text   not null,
    amount     bigint not null,
    primary key (project_id, account, layer)
);

-- contract_hash, returned, report_id: the evidence so far, or what the release was proved by. missing: what is not proved.
create table escrow (
    escrow_id     uuid        primary key,
    project_id    uuid        not null,
    contract_id   uuid        not null,
    payee         uuid        not null,
    status        text        not null,
    before_dispute text,
    currency      text        not null,
    amount        bigint      not null,
    remaining     bigint      not null,
    conditions    text[]      not null,
    missing       text[]      not null,
    contract_hash text,
    returned      uuid[]      not null,
    report_id     uuid,
    expires_at    timestamptz not null,
    locked_at     timestamptz not null,
    changed_at    timestamptz not null
);
create index escrow_of_project on escrow (project_id, locked_at);

-- What a project has proved, whether or not an escrow waits for it yet.
create table completed_contract (
    contract_id uuid primary key,
    project_id  uuid not null,
    hash        text not null
);
create table gear (
    dispatch_id uuid    primary key,
    project_id  uuid    not null,
    returned    boolean not null,
    position    bigint  not null
);
create index gear_of_project on gear (project_id);
create table signed_report (
    project_id uuid primary key,
    report_id  uuid not null
);
