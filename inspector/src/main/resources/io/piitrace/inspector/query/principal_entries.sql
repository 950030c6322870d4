-- Through which requests, jobs and code did this principal read?
select
    entry, site, field, category, kind,
    count(distinct subject) as people,
    cast(sum(accesses) as bigint) as "count",
    min(first_at) as "first",
    max(last_at) as "last"
from access
where principal = :principal
  and (:all_kinds or kind not in (select kind from folded_kind))
group by entry, site, field, category, kind
order by people desc, "count" desc, entry, site, field
