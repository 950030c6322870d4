-- Who read this person's data, when, in which role, why, through which code?
-- One line for each way in which one principal did it. The view is already narrowed to the person.
select
    min(first_at) as "first",
    max(last_at) as "last",
    cast(sum(accesses) as bigint) as "count",
    count(distinct coalesce(request, trace)) as requests,
    principal, principal_source, party, roles, region, tenant, subject_tenant,
    purpose, purpose_source, ticket, claimed_purpose, claimed_ticket,
    category, field, kind, site, entry
from access
where (:all_kinds or kind not in (select kind from folded_kind))
  and (:categories = '' or position(',' || category || ',' in :categories) > 0)
group by
    principal, principal_source, party, roles, region, tenant, subject_tenant,
    purpose, purpose_source, ticket, claimed_purpose, claimed_ticket,
    category, field, kind, site, entry
order by "first", principal, field, site
