-- The principals who read about most people.
select
    principal,
    max(party) as party,
    count(distinct subject) as people,
    cast(sum(accesses) as bigint) as "count",
    count(distinct category) as categories,
    count(distinct entry) as entries,
    min(first_at) as "first",
    max(last_at) as "last"
from access
where principal is not null
  and (:all_kinds or kind not in (select kind from folded_kind))
group by principal
order by people desc, "count" desc, principal
limit :limit
