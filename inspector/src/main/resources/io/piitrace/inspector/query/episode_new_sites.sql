-- Which episodes read from places in the code that nobody had read from before a point in time.
select
    principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses,
    count(distinct place) as sites, min(place) as site
from access
join (select site as place, min(first_at) as seen from access group by site) on place = site
where seen >= cast(:known_until as timestamp)
  and (:all_kinds or kind not in (select kind from folded_kind))
group by principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses
