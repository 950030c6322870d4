-- Which episodes are about people on the watch list.
select
    principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses,
    count(distinct subject) as people
from access
where subject in (select pseudonym from watched)
  and (:all_kinds or kind not in (select kind from folded_kind))
group by principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses
