-- Every traced field that was read: by whom, from how many places, since when.
select
    field, category,
    coalesce(max(sensitivity), '') as sensitivity,
    cast(sum(accesses) as bigint) as "count",
    count(distinct subject) as people,
    count(distinct principal) as principals,
    count(distinct site) as sites,
    count(distinct entry) as entries,
    min(first_at) as "first",
    max(last_at) as "last"
from access
left join vocabulary_category on code = category
where (:categories = '' or position(',' || category || ',' in :categories) > 0)
group by field, category
order by "count" desc, field
