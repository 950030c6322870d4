-- The accesses in their order.
select
    first_at as "first", last_at as "last", accesses as "count",
    principal, principal_source, party, party_source, roles, region, region_source,
    tenant, tenant_source, subject_tenant,
    purpose, purpose_source, ticket, claimed_purpose, claimed_ticket,
    subject, subject_unknown, category, field, type, kind, site, site_source,
    entry, trace, request, session, service, instance, ledger, seq
from access
where (:all_kinds or kind not in (select kind from folded_kind))
  and (:categories = '' or position(',' || category || ',' in :categories) > 0)
  and (:principal = '' or principal = :principal)
  and (:trace = '' or trace = :trace or request = :trace)
order by first_at, ledger, seq
limit :limit
