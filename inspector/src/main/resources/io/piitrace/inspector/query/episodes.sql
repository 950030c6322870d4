-- Who did what: reads by one principal in one role for one purpose under one entry are one episode.
-- Data of another tenant than the one the work ran under makes an episode of its own.
select
    principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses,
    min(first_at) as "first",
    max(last_at) as "last",
    cast(sum(accesses) as bigint) as accesses,
    count(distinct subject) as people,
    count(*) as records,
    count(distinct ledger) as ledgers,
    min(ledger) as ledger,
    min(seq) as first_seq,
    max(seq) as last_seq
from access
where (:all_kinds or kind not in (select kind from folded_kind))
group by principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses
