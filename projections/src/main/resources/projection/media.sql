-- Uploaded files and what is known of them.
create table asset (
    asset_id          uuid        primary key,
    workspace_id      uuid        not null,
    requested_by      uuid        not null,
    file_name         text        not null,
    content_type      text        not null,
    size              bigint      not null,
    file_key          text        not null unique,
    status            text        not null,
    requested_at      timestamptz not null,
    confirm_by        timestamptz not null,
    uploaded_at       timestamptz,
    checksum          text,
    scan              text,
    scan_reason       text,
    scanned_at        timestamptz,
    duration_millis   bigint,
    width             int,
    height            int,
    video_codec       text,
    audio_codec       text,
    bits_per_second   bigint,
    difference_hash   bigint,
    refusal           text,
    refusal_detail    text,
    ended_at          timestamptz
);
create index asset_of_workspace on asset (workspace_id, requested_at);
create index asset_requested_by on asset (requested_by);
-- Near duplicates are found by comparing with all of a workspace: only these two columns are read.
create index asset_fingerprint on asset (workspace_id, difference_hash) where difference_hash is not null;
