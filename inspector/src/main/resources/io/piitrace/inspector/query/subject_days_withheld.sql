-- On which days was this person's data read, what of it and why? Who did it is left out.
select
    cast(cast(first_at as date) as varchar) as day,
    category as what, purpose,
    cast(sum(accesses) as bigint) as "count"
from access
where (:all_kinds or kind not in (select kind from folded_kind))
group by cast(cast(first_at as date) as varchar), category, purpose
order by day, what, purpose
