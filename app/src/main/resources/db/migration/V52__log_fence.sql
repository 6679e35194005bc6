-- Decisions may rest on facts kept in memory: whoever takes one away raises the fence (ADR 31). A new log has it already.
set local client_min_messages = warning;
alter table log.head add column if not exists fence bigint not null default 0;
